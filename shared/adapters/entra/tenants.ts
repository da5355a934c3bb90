import { discovery, enableNonRepudiationChecks } from 'openid-client';
import type { Configuration } from 'openid-client';
import type { Config } from '../../config.ts';
import type { Clock } from '../../ports/clock.ts';
import { SignInError } from '../../ports/sign-in.ts';
import { REQUEST_TIMEOUT_MS } from '../azure/request-limits.ts';
import type { ClientProof } from './client-proof.ts';
import { asSignInError } from './entra-error.ts';

/** How long the endpoints of a tenant are taken as they were found, in ms. */
const KEPT_MS = 60 * 60 * 1000;

/** The tenants whose endpoints are kept; the one that was found first goes first. */
const MOST_KEPT = 100;

/** The client of one tenant, its endpoints discovered. @throws SignInError */
export type Tenants = (tenantId: string) => Promise<Configuration>;

async function discover(config: Config, proof: ClientProof, tenantId: string): Promise<Configuration> {
    const issuer = `${config.entra.authorityHost}/${encodeURIComponent(tenantId)}/v2.0`;
    // Without a signature check the client would trust whatever the token endpoint says.
    const options = { timeout: REQUEST_TIMEOUT_MS / 1000, execute: [enableNonRepudiationChecks] };
    const metadata = { id_token_signed_response_alg: 'RS256' };
    try {
        const found = await discovery(
            new URL(issuer),
            config.partner.clientId,
            metadata,
            proof.authentication,
            options,
        );
        // The client forgives Microsoft's own host another issuer.
        if (found.serverMetadata().issuer === issuer) return found;
    } catch (error) {
        throw await asSignInError(error);
    }
    throw new SignInError('not-verified', 'not-verified: another issuer than the tenant');
}

/** Discovers a tenant's endpoints, and keeps them for a while. What failed is tried again the next time. */
export function discoveredTenants(config: Config, proof: ClientProof, clock: Clock): Tenants {
    const kept = new Map<string, { until: number; found: Promise<Configuration> }>();
    return async (id) => {
        // As Entra's issuers have it.
        const tenantId = id.toLowerCase();
        const now = clock.now().getTime();
        const known = kept.get(tenantId);
        if (known !== undefined && now < known.until) return await known.found;
        kept.delete(tenantId);
        const entry = { until: now + KEPT_MS, found: discover(config, proof, tenantId) };
        kept.set(tenantId, entry);
        for (const first of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(first);
        try {
            return await entry.found;
        } catch (error) {
            if (kept.get(tenantId) === entry) kept.delete(tenantId);
            throw error;
        }
    };
}
