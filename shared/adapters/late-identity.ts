import type { TokenCredential } from '@azure/core-auth';
import { lazily } from '../lazily.ts';

/**
 * The app's own managed identity, its SDK loaded with the first token that is asked for.
 *
 * @param clientId of a user-assigned one; undefined for the system-assigned
 */
export function lateIdentity(clientId: string | undefined): TokenCredential {
    const identity = lazily(async () => {
        const { ManagedIdentityCredential } = await import('@azure/identity');
        return clientId === undefined ? new ManagedIdentityCredential() : new ManagedIdentityCredential(clientId);
    });
    return { getToken: async (scopes, options) => await (await identity()).getToken(scopes, options) };
}
