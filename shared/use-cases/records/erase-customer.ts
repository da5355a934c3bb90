import pLimit from 'p-limit';
import type { DeadLetter } from '../../domain/dead-letter.ts';
import { isLive } from '../../domain/invite.ts';
import { closeForErasure } from '../../domain/invite-retention.ts';
import type { Clock, Random } from '../../ports/clock.ts';
import type { CustomerStore } from '../../ports/customer-store.ts';
import type { DeadLetterStore } from '../../ports/dead-letter-store.ts';
import type { InviteArchive } from '../../ports/invite-archive.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import type { Log } from '../../ports/log.ts';
import type { SubscriptionStore } from '../../ports/subscription-store.ts';
import { changeInvite } from '../invites/change-invite.ts';

export interface EraseCustomerDependencies {
    customers: Pick<CustomerStore, 'erase'>;
    subscriptions: Pick<SubscriptionStore, 'deleteTenant'>;
    invites: InviteStore;
    inviteArchive: Pick<InviteArchive, 'ofTenant' | 'remove'>;
    deadLetters: Pick<DeadLetterStore, 'list' | 'delete'>;
    /** What else is kept by tenant; each gives how many rows it deleted. */
    beside: readonly { deleteTenant(tenantId: string): Promise<number> }[];
    clock: Clock;
    random: Random;
}

/** What was erased, in rows of each kind. */
export interface Erased {
    customer: number;
    subscriptions: number;
    /** Of those the ones listed as missing. */
    missing: number;
    /** Subscriptions known from invites. */
    invited: number;
    /** What the customer said of a subscription. */
    attested: number;
    invites: number;
    deadLetters: number;
    /** Whatever else was kept for the customer, as for inviting it by itself. */
    other: number;
}

const AT_ONCE = 8;
const PAGE = 1_000;

/** Ends the tenant's invites, those on their way too, so that no link of theirs and no message does anything more. */
async function closeInvites(
    deps: EraseCustomerDependencies,
    tenantId: string,
): Promise<{ ids: string[]; revoked: number }> {
    const ids: string[] = [];
    let revoked = 0;
    for await (const { id, status } of deps.inviteArchive.ofTenant(tenantId)) {
        const seed = deps.random.bytes(24).toString('base64url');
        await changeInvite(deps.invites, id, (invite) => closeForErasure(invite, seed, deps.clock.now()));
        ids.push(id);
        if (isLive(status)) revoked += 1;
    }
    return { ids, revoked };
}

async function deleteLetters(
    deps: EraseCustomerDependencies,
    isAbout: (about: NonNullable<DeadLetter['about']>) => boolean,
): Promise<number> {
    let deleted = 0;
    let continuation: string | undefined;
    do {
        const page = await deps.deadLetters.list({ limit: PAGE, continuation });
        for (const { id, about } of page.items) {
            if (about === null || !isAbout(about)) continue;
            await deps.deadLetters.delete(id);
            deleted += 1;
        }
        continuation = page.continuation;
    } while (continuation !== undefined);
    return deleted;
}

async function deleteInvites(deps: EraseCustomerDependencies, ids: readonly string[]): Promise<void> {
    const limit = pLimit(AT_ONCE);
    const remove = async (id: string) => {
        const stored = await deps.invites.get(id);
        if (stored !== undefined) await deps.inviteArchive.remove(stored.value, deps.clock.now());
    };
    await Promise.all(ids.map((id) => limit(remove, id)));
}

/**
 * Erases a customer and all that is kept of it; what is written at Microsoft stays as it is. Done again, after a crash
 * or without one, it erases what is left and counts that.
 */
export async function eraseCustomer(deps: EraseCustomerDependencies, tenantId: string, log: Log): Promise<Erased> {
    const rows = { invites: 0, deadLetters: 0, subscriptions: 0, missing: 0, beside: 0 };
    const gone = await deps.customers.erase(tenantId, async () => {
        const { ids, revoked } = await closeInvites(deps, tenantId);
        // Before the invites themselves: afterwards nobody could tell whose they are.
        const ofTenant = new Set(ids);
        rows.deadLetters = await deleteLetters(
            deps,
            (about) => about.tenantId === tenantId || ofTenant.has(about.inviteId ?? ''),
        );
        await deleteInvites(deps, ids);
        rows.invites = ids.length;
        Object.assign(rows, await deps.subscriptions.deleteTenant(tenantId));
        for (const store of deps.beside) rows.beside += await store.deleteTenant(tenantId);
        log.info('invites of the customer deleted', { tenantId, revoked });
    });
    const { customer, invited, attested } = gone;
    const { subscriptions, missing, invites, deadLetters } = rows;
    const other = gone.other + rows.beside;
    const erased = { customer, subscriptions, missing, invited, attested, invites, deadLetters, other };
    log.info('customer erased', { tenantId, ...erased });
    return erased;
}
