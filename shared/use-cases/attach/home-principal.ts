import type { Azure } from '../../ports/azure.ts';

/** The object ID of our principal in the partner's own tenant, asked for once: it does not change. */
export function homePrincipal(azure: Pick<Azure, 'tenant'>, homeTenantId: string): () => Promise<string> {
    let known: string | undefined;
    // Only an answer is kept: the next one asks again after a failure.
    return async () => (known ??= await azure.tenant(homeTenantId).principalId());
}
