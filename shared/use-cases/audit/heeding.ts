import { backoffMs } from '../../domain/work.ts';
import { AzureError } from '../../ports/azure.ts';
import type { TenantAccess } from '../../ports/azure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TenantLocks } from '../../ports/tenant-locks.ts';

/** Waits as they are told and heeded. */
export type Waits = Pick<TenantLocks, 'notBefore' | 'heldHere' | 'refusalsHere' | 'inTurn' | 'holdUntil'>;

export interface HeedingDependencies {
    locks: Waits;
    clock: Clock;
}

/** What is only read of a tenant. */
export type TenantReads = Pick<
    TenantAccess,
    'tenantId' | 'principalId' | 'link' | 'subscriptions' | 'subscription' | 'rolesAt' | 'delegatedRoles' | 'agreement'
>;

/**
 * The same reads; that ARM wants this principal to wait is remembered for everybody who asks as the same one, and as long
 * as it does nothing is asked.
 *
 * @returns reads that throw AzureError `throttled`, without asking, while the principal has to wait
 */
export function heeding({ locks, clock }: HeedingDependencies, access: TenantAccess): TenantReads {
    const { tenantId } = access;

    const refuse = (until: Date | undefined) => {
        if (until === undefined) return;
        const retryAfterMs = until.getTime() - clock.now().getTime();
        throw new AzureError('throttled', 'Microsoft wants to be left alone for a while.', { retryAfterMs });
    };
    const mustNotWait = async () => refuse(await locks.notBefore(tenantId));
    const heed = async (error: unknown): Promise<never> => {
        if (error instanceof AzureError && error.kind === 'throttled') {
            // Where nobody says for how long: longer each time.
            const wait = error.retryAfterMs ?? backoffMs(locks.refusalsHere(tenantId) + 1, 0);
            await locks.holdUntil(tenantId, new Date(clock.now().getTime() + wait));
        }
        throw error;
    };
    async function ask<T>(question: () => Promise<T>): Promise<T> {
        await mustNotWait();
        const answer = await locks.inTurn(tenantId, async () => ({ answer: await question().catch(heed) }));
        if (answer !== 'held') return answer.answer;
        refuse(locks.heldHere(tenantId));
        return await ask(question);
    }

    return {
        tenantId,
        // Entra answers that one, which says nothing of ARM.
        principalId: async () => {
            await mustNotWait();
            return await access.principalId().catch(heed);
        },
        link: () => ask(() => access.link()),
        subscriptions: async function* () {
            const listed = access.subscriptions()[Symbol.asyncIterator]();
            let next = await ask(() => listed.next());
            while (next.done !== true) {
                yield next.value;
                // Whoever else was told to wait: the next page is not asked for.
                refuse(locks.heldHere(tenantId));
                next = await listed.next().catch(heed);
            }
        },
        subscription: (id) => ask(() => access.subscription(id)),
        rolesAt: (scope, principalId, options) => ask(() => access.rolesAt(scope, principalId, options)),
        delegatedRoles: (id, principalId) => ask(() => access.delegatedRoles(id, principalId)),
        agreement: (id) => ask(() => access.agreement(id)),
    };
}
