import { AzureError } from '../../ports/azure.ts';
import type { HeldRole } from '../../ports/azure.ts';
import type { TenantReads } from './heeding.ts';

const isForbidden = (error: unknown): boolean => error instanceof AzureError && error.kind === 'forbidden';

/** A tenant without the licence refuses the question as such. */
const isNotAnswered = (error: unknown): boolean => error instanceof AzureError && error.status === 400;

/**
 * What our principal holds at a scope or above it, with the ends of assignments where the tenant tells them. Asked once
 * for each scope: where ends are not told here, they are not asked for again.
 */
export function ownRoles(
    access: Pick<TenantReads, 'rolesAt'>,
    principalId: string,
): { at(subscriptionId: string): Promise<HeldRole[]>; atGroup(groupId: string): Promise<HeldRole[]> } {
    /** Whether ends are told; `asked-beside`: what was forbidden with them was forbidden without. */
    let ends: 'told' | 'not-told' | 'asked-beside' = 'told';
    const ask = (scope: string, withEnds: boolean) => access.rolesAt(scope, principalId, { ends: withEnds });

    async function at(scope: string, onForbidden: 'ask-beside' | 'leave'): Promise<HeldRole[]> {
        if (ends === 'not-told') return await ask(scope, false);
        try {
            return await ask(scope, true);
        } catch (error) {
            if (isNotAnswered(error)) {
                ends = 'not-told';
                return await ask(scope, false);
            }
            if (!isForbidden(error) || ends === 'asked-beside' || onForbidden === 'leave') throw error;
        }
        try {
            const held = await ask(scope, false);
            ends = 'not-told';
            return held;
        } catch (error) {
            if (isForbidden(error)) ends = 'asked-beside';
            throw error;
        }
    }

    return {
        at: (subscriptionId) => at(`/subscriptions/${subscriptionId}`, 'ask-beside'),
        // Forbidden there is the rule, and says only that nothing of ours stands there.
        atGroup: (groupId) => at(`/providers/Microsoft.Management/managementGroups/${groupId}`, 'leave'),
    };
}
