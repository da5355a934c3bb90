import type { Invite } from '../../domain/invite.ts';
import type { LinkDependencies } from './deps.ts';
import { after, LEASE_WAIT_MS, Wait } from './wait.ts';

/**
 * Runs what writes the link of a tenant: one at a time.
 *
 * @throws Wait where somebody else is at it
 */
export async function underLease<T>(
    { locks, clock, random }: Pick<LinkDependencies, 'locks' | 'clock' | 'random'>,
    tenantId: string,
    invite: Invite,
    write: () => Promise<T>,
): Promise<T> {
    const owner = `${invite.id}:${invite.attach?.generation ?? 0}`;
    if (!(await locks.acquire(tenantId, owner))) {
        throw new Wait(after(clock, LEASE_WAIT_MS * (1 + random.fraction())));
    }
    try {
        return await write();
    } finally {
        await locks.release(tenantId, owner);
    }
}
