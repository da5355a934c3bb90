import { setTimeout } from 'node:timers/promises';
import { authorizationCodeGrant } from 'openid-client';
import type { Config } from '../../config.ts';
import type { Clock } from '../../ports/clock.ts';
import { SignInError } from '../../ports/sign-in.ts';
import type { SignedIn, SignIn } from '../../ports/sign-in.ts';
import { systemClock } from '../system.ts';
import { authorizationEndpoint, authorizeUrl, callbackUrl } from './authorize-url.ts';
import { clientProof } from './client-proof.ts';
import { asSignInError } from './entra-error.ts';
import { personOf } from './person.ts';
import { discoveredTenants } from './tenants.ts';

/** How long a page waits to hear from Entra where its forms lead to, in ms. */
const PATIENCE_MS = 2000;

type Trip = Parameters<SignIn['redeem']>[1];

/**
 * Sign-in at Entra by a certified OpenID client. No request is repeated, and none takes longer than ten
 * seconds; a tenant's endpoints are discovered once an hour.
 */
export function entraSignIn(config: Config, clock: Clock = systemClock): SignIn {
    const proof = clientProof(config);
    const tenants = discoveredTenants(config, proof, clock);

    const discoveredOrigin = async (): Promise<string | undefined> => {
        try {
            return authorizationEndpoint(await tenants(config.partner.tenantId)).origin;
        } catch (error) {
            if (error instanceof SignInError) return undefined;
            throw error;
        }
    };

    /** As the partner's own tenant has it: it is the same for all tenants of a cloud. */
    const authorizationOrigin = async (): Promise<string> => {
        const patience = setTimeout(PATIENCE_MS, undefined, { ref: false });
        return (await Promise.race([discoveredOrigin(), patience])) ?? config.entra.authorityHost;
    };

    const redeem = async (callback: URLSearchParams, trip: Trip): Promise<SignedIn> => {
        const tenant = await tenants(trip.tenantId);
        const parameters = await proof.parameters(tenant.serverMetadata().token_endpoint ?? '');
        const url = new URL(callbackUrl(config));
        url.search = callback.toString();
        const checks = {
            expectedState: trip.state,
            expectedNonce: trip.nonce,
            pkceCodeVerifier: trip.codeVerifier,
            idTokenExpected: true,
        };
        const tokens = await authorizationCodeGrant(tenant, url, checks, parameters);
        return { ...personOf(tokens.claims(), trip.tenantId), accessToken: tokens.access_token };
    };

    return {
        authorizationOrigin,
        authorizeUrl: async (request) => await authorizeUrl(config, await tenants(request.tenantId), request),
        redeem: async (callback, trip) => {
            try {
                return await redeem(callback, trip);
            } catch (error) {
                throw await asSignInError(error);
            }
        },
        adminConsentUrl: async (tenantId, state) => {
            const url = new URL(`${await authorizationOrigin()}/${encodeURIComponent(tenantId)}/v2.0/adminconsent`);
            url.search = new URLSearchParams({
                client_id: config.partner.clientId,
                scope: config.arm.delegatedScope,
                redirect_uri: callbackUrl(config),
                state,
            }).toString();
            return url.href;
        },
    };
}
