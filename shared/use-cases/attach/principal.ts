import { AzureError } from '../../ports/azure.ts';
import type { TenantAccess } from '../../ports/azure.ts';
import type { LinkDependencies } from './deps.ts';
import { after, LEASE_WAIT_MS, Wait } from './wait.ts';

/** Our principal in one tenant, for one piece of work. */
export interface Principal {
    readonly tenantId: string;
    /** Asks as this principal; that ARM wants it to wait is remembered for everybody who asks as the same one. */
    ask<T>(question: (access: TenantAccess) => Promise<T>): Promise<T>;
}

/** @throws Wait as long as ARM wants our principal there to wait */
export async function principalIn(
    { azure, locks, clock, random }: Pick<LinkDependencies, 'azure' | 'locks' | 'clock' | 'random'>,
    tenantId: string,
): Promise<Principal> {
    const until = await locks.notBefore(tenantId);
    if (until !== undefined) throw new Wait(new Date(until.getTime() + LEASE_WAIT_MS * random.fraction()));
    const access = azure.tenant(tenantId);
    return {
        tenantId,
        ask: async (question) => {
            try {
                return await question(access);
            } catch (error) {
                if (error instanceof AzureError && error.kind === 'throttled') {
                    await locks.holdUntil(tenantId, after(clock, error.retryAfterMs ?? LEASE_WAIT_MS));
                }
                throw error;
            }
        },
    };
}
