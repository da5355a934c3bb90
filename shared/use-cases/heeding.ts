import { AzureError } from '../ports/azure.ts';
import type { TenantAccess } from '../ports/azure.ts';
import type { Clock } from '../ports/clock.ts';
import type { TenantLocks } from '../ports/tenant-locks.ts';

export interface HeedingDependencies {
    locks: Pick<TenantLocks, 'notBefore' | 'holdUntil'>;
    clock: Clock;
}

/** What is only read of a tenant. */
export type TenantReads = Pick<
    TenantAccess,
    'tenantId' | 'principalId' | 'link' | 'subscriptions' | 'subscription' | 'rolesAt' | 'delegatedRoles' | 'agreement'
>;

/** The same reads; that ARM wants this principal to wait is remembered for everybody who asks as the same one. */
export function heeding({ locks, clock }: HeedingDependencies, access: TenantAccess): TenantReads {
    const heed = async (error: unknown): Promise<never> => {
        if (error instanceof AzureError && error.kind === 'throttled' && error.retryAfterMs !== undefined) {
            await locks.holdUntil(access.tenantId, new Date(clock.now().getTime() + error.retryAfterMs));
        }
        throw error;
    };
    return {
        tenantId: access.tenantId,
        principalId: () => access.principalId().catch(heed),
        link: () => access.link().catch(heed),
        subscriptions: async function* () {
            try {
                yield* access.subscriptions();
            } catch (error) {
                await heed(error);
            }
        },
        subscription: (id) => access.subscription(id).catch(heed),
        rolesAt: (scope, principalId, options) => access.rolesAt(scope, principalId, options).catch(heed),
        delegatedRoles: (id, principalId) => access.delegatedRoles(id, principalId).catch(heed),
        agreement: (id) => access.agreement(id).catch(heed),
    };
}

/** @throws AzureError `throttled` as long as ARM wants our principal in this tenant to wait */
export async function mustNotWait({ locks, clock }: HeedingDependencies, tenantId: string): Promise<void> {
    const until = await locks.notBefore(tenantId);
    if (until === undefined) return;
    const retryAfterMs = until.getTime() - clock.now().getTime();
    throw new AzureError('throttled', 'Microsoft wants to be left alone for a while.', { retryAfterMs });
}
