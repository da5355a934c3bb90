import { AzureError } from '../../ports/azure.ts';
import type { AzureSubscription } from '../../ports/azure.ts';
import type { TenantReads } from './heeding.ts';

/**
 * What an identity sees of its own tenant; one that may not be listed shows nothing. There may be a hundred thousand:
 * what many have in common is held once.
 *
 * @param keep is told of each that somebody is still at it
 * @returns by subscription ID, in lower case
 */
export async function listedOf(
    access: TenantReads,
    keep: () => Promise<unknown>,
): Promise<Map<string, AzureSubscription>> {
    const listed = new Map<string, AzureSubscription>();
    const words = new Map<string | null, string>();
    const held = <Word extends string | null>(word: Word): Word => {
        if (word !== null && !words.has(word)) words.set(word, word);
        return (words.get(word) ?? word) as Word;
    };
    try {
        for await (const { displayName, ...one } of access.subscriptions()) {
            if (one.tenantId.toLowerCase() !== access.tenantId.toLowerCase()) continue;
            const subscriptionId = one.subscriptionId.toLowerCase();
            const [tenantId, state, quotaId] = [held(one.tenantId), held(one.state), held(one.quotaId)];
            listed.set(subscriptionId, { subscriptionId, tenantId, displayName, state, quotaId });
            await keep();
        }
    } catch (error) {
        if (!(error instanceof AzureError && error.kind === 'forbidden')) throw error;
    }
    return listed;
}
