import { calculatePKCECodeChallenge } from 'openid-client';
import type { Configuration } from 'openid-client';
import type { Config } from '../../config.ts';
import { SignInError } from '../../ports/sign-in.ts';
import type { AuthorizeRequest } from '../../ports/sign-in.ts';

/** Where Entra leads back to. */
export const callbackUrl = (config: Config): string => `${config.publicBaseUrl}/api/signin/callback`;

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Where a tenant's people sign in.
 *
 * @throws SignInError `not-verified` where the way there would not be encrypted
 */
export function authorizationEndpoint(tenant: Configuration): URL {
    const text = tenant.serverMetadata().authorization_endpoint ?? '';
    const endpoint = URL.canParse(text) ? new URL(text) : undefined;
    const isLocal = endpoint?.protocol === 'http:' && LOOPBACK.includes(endpoint.hostname);
    if (endpoint?.protocol === 'https:' || (endpoint !== undefined && isLocal)) return endpoint;
    throw new SignInError('not-verified', 'not-verified: the authorization endpoint is not encrypted');
}

/** Azure's demand as it may be sent on: a JSON object, or nothing. */
function demanded(claims: string | undefined): string | undefined {
    try {
        const value: unknown = JSON.parse(claims ?? '');
        return typeof value === 'object' && value !== null && !Array.isArray(value) ? claims : undefined;
    } catch {
        return undefined;
    }
}

/**
 * The address of Entra's pages for one sign-in. No `offline_access`: the access token lives as long as a
 * request, and nothing is there to renew it.
 */
export async function authorizeUrl(config: Config, tenant: Configuration, request: AuthorizeRequest): Promise<string> {
    const url = authorizationEndpoint(tenant);
    const parameters: Record<string, string | undefined> = {
        client_id: config.partner.clientId,
        response_type: 'code',
        response_mode: 'query',
        redirect_uri: callbackUrl(config),
        scope: `openid profile ${config.arm.delegatedScope}`,
        state: request.state,
        nonce: request.nonce,
        code_challenge: await calculatePKCECodeChallenge(request.codeVerifier),
        code_challenge_method: 'S256',
        prompt: request.prompt,
        login_hint: request.loginHint,
        claims: demanded(request.claims),
    };
    for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.set(name, value);
    return url.href;
}
