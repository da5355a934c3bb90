import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth';

/** A token is asked for anew so long before it ends, in ms: earlier than the clients would. */
const RENEWED_BEFORE_MS = 5 * 60_000;

const isFresh = (token: AccessToken | null, now: number): boolean =>
    token !== null &&
    token.expiresOnTimestamp - now > RENEWED_BEFORE_MS &&
    (token.refreshAfterTimestamp === undefined || token.refreshAfterTimestamp > now);

/** What asks for a token of its own, and not for any that is good. */
const isSpecial = ({ claims, tenantId }: GetTokenOptions): boolean => claims !== undefined || tenantId !== undefined;

/**
 * One token for all clients of a tenant. Each keeps its own otherwise, and asks for it by itself: MSAL knows the answer
 * then, but takes as long to find it as a request does.
 */
export function sharingToken(credential: TokenCredential): TokenCredential {
    const kept = new Map<string, Promise<AccessToken | null>>();

    return {
        getToken: async (scopes, options = {}) => {
            if (isSpecial(options)) return await credential.getToken(scopes, options);
            const key = [scopes].flat().join(' ');
            for (;;) {
                const mine = kept.get(key);
                // Whoever asked for it was told that it could not be had; the next one asks again.
                const known = mine === undefined ? null : await mine.catch(() => null);
                if (isFresh(known, Date.now())) return known;
                if (kept.get(key) === mine) break;
            }
            // As the clients ask, whoever is the first: all can do with it.
            const asked = credential.getToken(scopes, { ...options, enableCae: true });
            kept.set(key, asked);
            return await asked;
        },
    };
}
