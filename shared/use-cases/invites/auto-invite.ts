import { isMendedByInvite } from '../../domain/auto-invite.ts';
import type { AutoInvite, SkippedBecause } from '../../domain/auto-invite.ts';
import type { CoverageReason } from '../../domain/coverage-reason.ts';
import type { Customer } from '../../domain/customer.ts';
import { describe } from '../../domain/describe-error.ts';
import { AppError, STATUS_OF } from '../../domain/errors.ts';
import { AUTO_INVITE, isLive, isOpen, isWaiting } from '../../domain/invite.ts';
import type { Invite } from '../../domain/invite.ts';
import { mailboxKeyOf } from '../../domain/mailbox.ts';
import type { AutoInviteStore } from '../../ports/auto-invite-store.ts';
import type { Log } from '../../ports/log.ts';
import { issueInvite } from './issue-invite.ts';
import type { IssueInviteDependencies } from './issue-invite.ts';
import { sendDueMails } from '../send-due.ts';

export interface AutoInviteDependencies extends IssueInviteDependencies {
    autoInvite: {
        /** Of customers that say nothing else. */
        all: boolean;
        dryRun: boolean;
        /** Invites in a UTC day, of all customers together. */
        dailyCap: number;
    };
    autoInvites: AutoInviteStore;
}

/** What an audit found of a tenant that nobody had seen before. */
export interface NewlyMissingOfTenant {
    tenantId: string;
    newlyMissing: readonly { subscriptionId: string; displayName: string; reason: CoverageReason }[];
}

export const isInvitedAutomatically = (deps: Pick<AutoInviteDependencies, 'autoInvite'>, customer: Customer): boolean =>
    customer.autoInvite ?? deps.autoInvite.all;

/** Its mails go out when all that goes to the address today is there, so that the first of them tells of all. */
const NOT_YET = { send: () => Promise.resolve() };

async function isAskedAlready({ invites, clock }: AutoInviteDependencies, subscriptionId: string): Promise<boolean> {
    const now = clock.now();
    const { items } = await invites.list({ subscriptionId, product: 'azure', limit: 50 });
    return items.some((invite) => isLive(invite.status) && (!isWaiting(invite.status) || isOpen(invite, now)));
}

/** Issues the invite of one that waits; what speaks against it; or that there were enough for today. */
async function inviteOne(
    deps: AutoInviteDependencies,
    { tenantId, name }: Customer,
    contact: string,
    { subscriptionId, displayName, inviteId }: AutoInvite,
    log: Log,
): Promise<Invite | SkippedBecause | 'enough'> {
    // Issued by somebody who died before saying so.
    const issued = await deps.invites.get(inviteId);
    if (issued !== undefined) return issued.value;
    if (await isAskedAlready(deps, subscriptionId)) return 'invite-exists';
    if ((await deps.mailboxes.optOutOf(mailboxKeyOf(contact))) !== undefined) return 'opted-out';
    if (!(await deps.autoInvites.takeOne(deps.autoInvite.dailyCap))) return 'enough';
    try {
        return await issueInvite(
            { ...deps, mailQueue: NOT_YET },
            { tenantId, subscriptionId, adminEmail: contact, customerName: name, invitedBy: AUTO_INVITE },
            log,
            {
                id: inviteId,
                origin: AUTO_INVITE,
                // The audit names what it could not read by its ID.
                subscriptionName: displayName === subscriptionId ? null : displayName,
            },
        );
    } catch (error) {
        if (!(error instanceof AppError) || STATUS_OF[error.code] >= 500) throw error;
        log.warn('auto-invite: refused', { tenantId, subscriptionId, code: error.code });
        return error.code === 'opted-out' || error.code === 'invite-exists' ? error.code : 'refused';
    }
}

/**
 * Invites the contact of a customer for what waits, as far as today's number goes.
 *
 * @returns whether there were enough for today
 */
export async function inviteWaiting(
    deps: AutoInviteDependencies,
    customer: Customer,
    waiting: readonly AutoInvite[],
    log: Log,
): Promise<{ enough: boolean }> {
    const { tenantId, contactEmail } = customer;
    const skip = (one: AutoInvite, reason: SkippedBecause) =>
        deps.autoInvites.settle(one, { state: 'skipped', reason });
    const issued: Invite[] = [];
    const skipped = new Map<SkippedBecause, number>();
    let enough = false;
    try {
        for (const one of waiting) {
            const result =
                contactEmail === undefined ? 'no-contact' : await inviteOne(deps, customer, contactEmail, one, log);
            enough = result === 'enough';
            if (result === 'enough') break;
            if (typeof result === 'string') {
                skipped.set(result, (skipped.get(result) ?? 0) + 1);
                await skip(one, result);
            } else {
                issued.push(result);
                await deps.autoInvites.settle(one, { state: 'invited' });
            }
        }
    } finally {
        for (const invite of issued) await sendDueMails(deps.mailQueue, invite, log);
        if (issued.length > 0) log.info('auto-invite: invited', { tenantId, invites: issued.map(({ id }) => id) });
        for (const [reason, count] of skipped) log.warn('auto-invite: not invited', { tenantId, reason, count });
        if (enough) log.info('auto-invite: enough for today', { tenantId, cap: deps.autoInvite.dailyCap });
    }
    return { enough };
}

/**
 * Invites the contact of a customer for subscriptions that an audit found missing, each once ever. Called again for the
 * same, it ends the same. In a dry run they are put on the list and told in the log; there they wait until it is none.
 *
 * @throws UnavailableError where they could not be put on the list: to be called again
 */
export async function autoInvite(
    deps: AutoInviteDependencies,
    { tenantId, newlyMissing }: NewlyMissingOfTenant,
    log: Log,
): Promise<void> {
    const found = newlyMissing.filter(({ reason }) => isMendedByInvite(reason));
    if (found.length === 0) return;
    const customer = await deps.customers.get(tenantId);
    if (customer === undefined || !isInvitedAutomatically(deps, customer)) return;
    if (customer.contactEmail === undefined) {
        log.warn('auto-invite: the customer has no contact', { tenantId, subscriptions: found.length });
        return;
    }
    const promised = found.map(({ subscriptionId, displayName }) => ({
        subscriptionId,
        displayName,
        inviteId: deps.invites.newId({ product: 'azure', subscriptionId }),
    }));
    const added = await deps.autoInvites.add(tenantId, promised);
    if (deps.autoInvite.dryRun) {
        for (const { subscriptionId } of added) log.info('auto-invite: would invite', { tenantId, subscriptionId });
        return;
    }
    const known = new Set(found.map(({ subscriptionId }) => subscriptionId));
    const waiting = (await deps.autoInvites.ofTenant(tenantId)).filter(
        ({ state, subscriptionId }) => state === 'waiting' && known.has(subscriptionId),
    );
    try {
        await inviteWaiting(deps, customer, waiting, log);
    } catch (error) {
        // They stand on the list: the audit need not be done again for them.
        log.warn('auto-invite: left to the timer', { tenantId, ...describe(error) });
    }
}
