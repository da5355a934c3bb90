import { AzureError } from '../ports/azure.ts';
import type { TenantAccess } from '../ports/azure.ts';
import type { Clock } from '../ports/clock.ts';
import type { TenantLocks } from '../ports/tenant-locks.ts';

export interface HeedingDependencies {
    locks: Pick<TenantLocks, 'notBefore' | 'heldHere' | 'holdUntil'>;
    clock: Clock;
}

/** What is only read of a tenant. */
export type TenantReads = Pick<
    TenantAccess,
    'tenantId' | 'principalId' | 'link' | 'subscriptions' | 'subscription' | 'rolesAt' | 'delegatedRoles' | 'agreement'
>;

/** What other processes were told is looked up this often, in ms; what this one was told holds at once. */
const LOOK_AGAIN_MS = 1_000;

/**
 * The same reads; that ARM wants this principal to wait is remembered for everybody who asks as the same one, and as long
 * as it does nothing is asked.
 *
 * @returns reads that throw AzureError `throttled`, without asking, while the principal has to wait
 */
export function heeding({ locks, clock }: HeedingDependencies, access: TenantAccess): TenantReads {
    const { tenantId } = access;
    let lookedAt = -Infinity;

    const refuse = (until: Date | undefined) => {
        if (until === undefined) return;
        const retryAfterMs = until.getTime() - clock.now().getTime();
        throw new AzureError('throttled', 'Microsoft wants to be left alone for a while.', { retryAfterMs });
    };
    const mustNotWait = async () => {
        refuse(locks.heldHere(tenantId));
        const now = clock.now().getTime();
        if (now - lookedAt < LOOK_AGAIN_MS) return;
        lookedAt = now;
        refuse(await locks.notBefore(tenantId));
    };
    const heed = async (error: unknown): Promise<never> => {
        if (error instanceof AzureError && error.kind === 'throttled' && error.retryAfterMs !== undefined) {
            await locks.holdUntil(tenantId, new Date(clock.now().getTime() + error.retryAfterMs));
        }
        throw error;
    };
    async function ask<T>(question: () => Promise<T>): Promise<T> {
        await mustNotWait();
        return await question().catch(heed);
    }

    return {
        tenantId,
        principalId: () => ask(() => access.principalId()),
        link: () => ask(() => access.link()),
        subscriptions: async function* () {
            await mustNotWait();
            try {
                for await (const subscription of access.subscriptions()) {
                    yield subscription;
                    // Whoever else was told to wait: the next page is not asked for.
                    refuse(locks.heldHere(tenantId));
                }
            } catch (error) {
                await heed(error);
            }
        },
        subscription: (id) => ask(() => access.subscription(id)),
        rolesAt: (scope, principalId, options) => ask(() => access.rolesAt(scope, principalId, options)),
        delegatedRoles: (id, principalId) => ask(() => access.delegatedRoles(id, principalId)),
        agreement: (id) => ask(() => access.agreement(id)),
    };
}
