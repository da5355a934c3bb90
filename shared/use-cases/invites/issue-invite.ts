import { AppError } from '../../domain/errors.ts';
import type { AskedOrigin, Invite } from '../../domain/invite.ts';
import { expire, issue } from '../../domain/invite-transitions.ts';
import { mailboxKeyOf } from '../../domain/mailbox.ts';
import type { OptOut } from '../../domain/mailbox.ts';
import type { Azure } from '../../ports/azure.ts';
import type { Clock, Random } from '../../ports/clock.ts';
import type { CustomerStore } from '../../ports/customer-store.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import type { Log } from '../../ports/log.ts';
import type { Mailboxes } from '../../ports/mailboxes.ts';
import type { Queue, QueueMessages } from '../../ports/queue.ts';
import type { ShortLived } from '../../ports/short-lived.ts';
import { changeInvite } from './change-invite.ts';
import { checkPartnerId, examineRequest } from './examine-invite.ts';
import { sendDueMails } from '../send-due.ts';

/** What a partner asks for; validated for form at the edge, not yet for sense. */
export interface InviteRequest {
    subscriptionId: string;
    adminEmail: string;
    tenantId?: string | undefined;
    partnerId?: string | undefined;
    customerName?: string | undefined;
    note?: string | undefined;
    locale?: string | undefined;
    expiresInDays?: number | undefined;
    allowReplace?: boolean | undefined;
    invitedBy?: string | undefined;
    product?: 'azure' | undefined;
}

export interface IssueInviteDependencies {
    partner: {
        name: string;
        defaultId: string;
        ids: readonly string[];
        domains: readonly string[];
        notify: readonly string[];
    };
    rules: { expiresInDays: number; mailsPerAddressPerDay: number };
    azure: Pick<Azure, 'findTenant'>;
    invites: InviteStore;
    customers: CustomerStore;
    mailboxes: Mailboxes;
    shortLived: ShortLived;
    mailQueue: Queue<QueueMessages['outbound-mail']>;
    clock: Clock;
    random: Random;
}

/** Seconds until the count of mails begins anew. */
export const secondsToMidnight = (now: Date): number => Math.ceil((86_400_000 - (now.getTime() % 86_400_000)) / 1000);

export const mailLimitReached = (most: number, now: Date): AppError =>
    new AppError('mail-limit', `At most ${most} invite mails a day go to one address.`, {
        retryAfterSeconds: secondsToMidnight(now),
    });

export const inviteExists = (inviteId: string): AppError =>
    new AppError('invite-exists', 'There is a live invite for this subscription and admin.', { inviteId });

export const optedOut = ({ at }: OptOut): AppError =>
    new AppError(
        'opted-out',
        `Whoever reads this mailbox asked for no more requests by mail on ${at}. By the link in any earlier mail they can allow them again.`,
        { optedOutAt: at },
    );

/**
 * Looks whether the mailbox wants to be asked, and notes that it is.
 *
 * @throws AppError `opted-out`
 */
export async function admitMailbox(mailboxes: Mailboxes, adminEmail: string): Promise<void> {
    const refusal = await mailboxes.admit(mailboxKeyOf(adminEmail));
    if (refusal !== undefined) throw optedOut(refusal);
}

/** What is settled of an invite before it is issued. */
export interface Promised {
    /** Its ID, where that was promised before (idempotency). */
    id: string;
    /** `auto-invite` where nobody asked for it by hand: its mail counts as one of our own accord. */
    origin?: AskedOrigin;
    subscriptionName?: string | null;
}

/**
 * Issues an invite: checks it, records it, and has its mail sent. Where the mail cannot be queued
 * now, the invite stands all the same and the sweep sends it.
 *
 * @throws AppError with the reason where it is refused; nothing is recorded then
 */
export async function issueInvite(
    deps: IssueInviteDependencies,
    request: InviteRequest,
    log: Log,
    { id, origin = 'partner', subscriptionName = null }: Promised = {
        id: deps.invites.newId({ product: 'azure', subscriptionId: request.subscriptionId }),
    },
): Promise<Invite> {
    const { partner, rules, invites, customers, clock } = deps;
    const { tenantId, partnerId, customer } = await examineRequest(deps, request);
    const refuseSecond = (inviteId: string): never => {
        throw inviteExists(inviteId);
    };
    const now = clock.now();
    const live = await invites.findLive(
        { product: 'azure', subscriptionId: request.subscriptionId },
        request.adminEmail,
    );
    // One that is past its time gives way, whether or not the sweep has been there yet.
    if (live !== undefined && live !== id) {
        const past = await changeInvite(invites, live, (invite) => expire(invite, now, partner.notify.length > 0));
        if (past.kind === 'unchanged') refuseSecond(live);
        if (past.kind === 'changed') await sendDueMails(deps.mailQueue, past.invite, log);
    }
    // Only now, as it notes the mailbox: what is refused leaves nothing behind.
    await admitMailbox(deps.mailboxes, request.adminEmail);
    const isAskedFor = origin === 'partner';
    if (isAskedFor && !(await deps.shortLived.countMail(request.adminEmail, rules.mailsPerAddressPerDay))) {
        // Of several that came at once, those that lost are told so, and not that there were too many.
        const winner = await invites.findLive(
            { product: 'azure', subscriptionId: request.subscriptionId },
            request.adminEmail,
        );
        if (winner !== undefined && winner !== id) refuseSecond(winner);
        throw mailLimitReached(rules.mailsPerAddressPerDay, now);
    }
    const known = await customers.noteInvited(
        tenantId,
        request.subscriptionId,
        request.customerName,
        request.partnerId,
    );
    // Another invite may have brought the customer in since we looked, with another partner ID.
    checkPartnerId(known.partnerId ?? partner.defaultId, partnerId);

    const invite = issue(
        {
            id,
            product: 'azure',
            subscriptionId: request.subscriptionId,
            subscriptionName,
            tenantId,
            partnerId,
            partnerName: partner.name,
            adminEmail: request.adminEmail,
            customerName: request.customerName ?? customer?.name ?? null,
            note: request.note ?? null,
            locale: request.locale ?? null,
            invitedBy: request.invitedBy ?? null,
            allowReplace: request.allowReplace ?? false,
            expiresInDays: request.expiresInDays ?? rules.expiresInDays,
            seed: deps.random.bytes(24).toString('base64url'),
        },
        now,
        origin,
    );
    const result = await invites.insert(invite);
    if (result.kind === 'another-live') return refuseSecond(result.inviteId);
    if (result.kind === 'conflict') {
        const existing = await invites.get(id);
        if (existing === undefined) throw new AppError('unavailable', 'The invite could not be recorded.');
        return existing.value;
    }
    await sendDueMails(deps.mailQueue, invite, log);
    return result.stored.value;
}
