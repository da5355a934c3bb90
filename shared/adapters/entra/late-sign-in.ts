import type { Config } from '../../config.ts';
import { lazily } from '../../lazily.ts';
import type { SignIn } from '../../ports/sign-in.ts';

/** Sign-in at Entra, its OpenID client loaded with the first who signs in: no queue function needs it, and few pages. */
export function lateSignIn(config: Config): SignIn {
    const loaded = lazily(async () => (await import('./sign-in.ts')).entraSignIn(config));
    return {
        authorizationOrigin: async () => await (await loaded()).authorizationOrigin(),
        authorizeUrl: async (request) => await (await loaded()).authorizeUrl(request),
        redeem: async (callback, trip) => await (await loaded()).redeem(callback, trip),
        adminConsentUrl: async (tenantId, state) => await (await loaded()).adminConsentUrl(tenantId, state),
    };
}
