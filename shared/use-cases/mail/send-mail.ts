import type { LimitFunction } from 'p-limit';
import { PermanentError, UnavailableError } from '../../domain/errors.ts';
import type { Invite } from '../../domain/invite.ts';
import {
    cancelMail,
    claimMail,
    findMail,
    handBackMail,
    isWanted,
    mailRefused,
    mailSent,
    rescheduleMail,
} from '../../domain/invite-mails.ts';
import { isUnsent } from '../../domain/invite-story.ts';
import { isOfOwnAccord } from '../../domain/invite-reminders.ts';
import type { SigningKey } from '../../domain/link-token.ts';
import { mailboxKeyOf } from '../../domain/mailbox.ts';
import { postponed, resent, standing } from '../../domain/work.ts';
import type { Clock, Random } from '../../ports/clock.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import type { Log } from '../../ports/log.ts';
import type { Mailboxes } from '../../ports/mailboxes.ts';
import type { MailComposer, OtherRequest } from '../../ports/mail-composer.ts';
import type { Mailer, MailResult } from '../../ports/mailer.ts';
import type { InviteMailMessage, Queue, QueueMessages } from '../../ports/queue.ts';
import { changeInvite, requireErased } from '../invites/change-invite.ts';
import { alongsideOf, noteBounced, noteTold, takeBackOrphan } from './alongside.ts';
import { stillClaimed } from './claimed-mail.ts';
import { quickLinks } from './links.ts';
import type { ClaimedMail } from './claimed-mail.ts';
import { giveWay } from '../remind/give-way.ts';
import { turnOf } from '../remind/turn.ts';
import type { Turn } from '../remind/turn.ts';
import { sendMailMessage } from '../send-due.ts';
import type { SubscriptionNames } from '../invites/subscription-names.ts';

export interface SendMailDependencies {
    invites: InviteStore;
    mailboxes: Mailboxes;
    mailQueue: Queue<QueueMessages['outbound-mail']>;
    composer: MailComposer;
    mailer: Mailer;
    names: SubscriptionNames;
    /** How many mails are being sent at once at most: after a crash, as many may go out twice. */
    limit: LimitFunction;
    linkSigningKeys: readonly SigningKey[];
    publicBaseUrl: string;
    clock: Clock;
    random: Random;
    /** On which days after an invite's mail it is reminded of. */
    remindAfterDays: readonly number[];
}

/** The mail as it stands, if a message about it may act now; a message that may not has its successor sent. */
async function claim(
    deps: SendMailDependencies,
    message: InviteMailMessage,
    log: Log,
): Promise<ClaimedMail | undefined> {
    const { invites, mailQueue, clock } = deps;
    const seen = { claimed: false as boolean };
    const result = await changeInvite(invites, message.inviteId, (invite) => {
        seen.claimed = false;
        const mail = findMail(invite, message.mail);
        if (mail === undefined || !isUnsent(mail)) return undefined;
        const now = clock.now();
        if (!isWanted(invite, mail, now)) return cancelMail(invite, mail);
        switch (standing(mail.work, message.attempt, now)) {
            case 'superseded':
                return undefined;
            case 'early':
                return rescheduleMail(invite, mail, resent(mail.work, new Date(mail.work.dueAt)));
            case 'act':
                seen.claimed = true;
                return claimMail(invite, mail, now);
        }
    });
    if (result.kind === 'missing') {
        await requireErased(invites, message.inviteId);
        return undefined;
    }
    const mail = findMail(result.invite, message.mail);
    if (mail === undefined) throw new PermanentError('unknown-mail', 'The invite has no such mail (any more).');
    if (seen.claimed) return { invite: result.invite, mail };
    if (isUnsent(mail)) await sendMailMessage(mailQueue, result.invite, mail, log, clock.now());
    return undefined;
}

/** Notes that a mail has to wait and sends its next message; after a day it is given up. */
async function postpone(
    deps: SendMailDependencies,
    claimed: ClaimedMail,
    result: Extract<MailResult, { kind: 'later' }>,
    log: Log,
): Promise<void> {
    const { invites, mailQueue, clock, random } = deps;
    const work = postponed(claimed.mail.work, {
        now: clock.now(),
        random: random.fraction(),
        error: result.detail,
        retryAfterMs: result.retryAfterMs,
    });
    if (work === undefined) {
        throw new PermanentError('gave-up', `The mail could not be sent for a day: ${result.detail}`);
    }
    const changed = await changeInvite(invites, claimed.invite.id, (invite) => {
        const mail = stillClaimed(invite, claimed);
        return mail && rescheduleMail(invite, mail, work);
    });
    if (changed.kind !== 'changed') return;
    log.warn('mail has to wait', {
        inviteId: claimed.invite.id,
        mail: claimed.mail.key,
        until: work.dueAt,
        why: result.detail,
    });
    await sendMailMessage(mailQueue, claimed.invite, { ...claimed.mail, work }, log, clock.now());
}

/** Hands a claimed mail to the mail service. */
async function handOver(
    deps: SendMailDependencies,
    { invite, mail }: ClaimedMail,
    { also, alongside }: { also: readonly Invite[]; alongside: readonly Invite[] },
): Promise<MailResult> {
    const { kind, generation } = mail;
    const links = quickLinks(deps, invite);
    const linked = (others: readonly Invite[]): OtherRequest[] =>
        others.map((other) => ({ invite: other, link: quickLinks(deps, other).decide }));
    return await deps.mailer.send({
        ...(await deps.composer.compose(invite, mail, links, linked(also), linked(alongside))),
        unsubscribe: kind === 'outcome-partner' ? undefined : links.optOut,
        about: { inviteId: invite.id, kind, generation },
    });
}

/** What the mailbox has to know of a mail of our own accord. */
async function noteTurn(
    { mailboxes }: SendMailDependencies,
    { id, adminEmail }: Invite,
    { own, also }: Extract<Turn, { kind: 'go' }>,
    result: MailResult,
): Promise<void> {
    const mailbox = mailboxKeyOf(adminEmail);
    if (result.kind === 'accepted') await mailboxes.noteTold(mailbox, own, [id, ...also.map((other) => other.id)]);
    else if (result.kind !== 'later' || result.maybeTaken !== true) await mailboxes.giveBack(mailbox, own);
}

/** Sends a claimed mail, if it is its turn, and notes what became of it. */
async function send(deps: SendMailDependencies, claimed: ClaimedMail, log: Log): Promise<void> {
    if (await takeBackOrphan(deps, claimed, log)) return;
    const turn = isOfOwnAccord(claimed.invite, claimed.mail) ? await turnOf(deps, claimed) : undefined;
    if (turn !== undefined && turn.kind !== 'go') {
        await giveWay(deps, claimed, turn, log);
        return;
    }
    const invite = claimed.mail.kind === 'invite' ? await deps.names.add(claimed.invite, log) : claimed.invite;
    const { key } = claimed.mail;
    const alongside = await alongsideOf(deps, { ...claimed, invite });
    const result = await handOver(deps, { ...claimed, invite }, { also: turn?.also ?? [], alongside });
    if (turn !== undefined) await noteTurn(deps, invite, turn, result);
    if (result.kind === 'later') {
        await postpone(deps, claimed, result, log);
        return;
    }
    // The row learns of it from the dead letter: noted here, a crash in between would make it look done.
    if (result.kind === 'refused') throw new PermanentError('mail-refused', result.detail);
    if (result.kind === 'accepted') await noteTold(deps, invite, alongside, log);
    const noted = await changeInvite(deps.invites, invite.id, (current) => {
        const sending = findMail(current, key);
        if (sending === undefined || !isUnsent(sending)) return undefined;
        return result.kind === 'accepted'
            ? mailSent(current, sending, deps.clock.now(), deps.remindAfterDays)
            : mailRefused(current, sending, deps.clock.now(), { badAddress: true, detail: result.detail });
    });
    // It came back before all that it told of were noted.
    if (alongside.length > 0 && noted.kind !== 'missing' && noted.invite.status === 'undeliverable') {
        await noteBounced(deps, noted.invite, deps.clock.now(), 'The mail that told of it did not arrive.');
    }
}

/**
 * Sends one mail of an invite, once: claims it by a conditional write, hands it to the mail service,
 * and notes what became of it.
 *
 * @throws PermanentError where it can never be sent
 * @throws UnavailableError where the store cannot be reached
 */
export const sendMail = (deps: SendMailDependencies, message: InviteMailMessage, log: Log): Promise<void> =>
    deps.limit(async () => {
        const claimed = await claim(deps, message, log);
        if (claimed === undefined) return;
        try {
            await send(deps, claimed, log);
        } catch (error) {
            if (!(error instanceof PermanentError || error instanceof UnavailableError)) {
                // Kept in hand, the message that comes back would find it taken, and wait a minute for ever.
                await changeInvite(deps.invites, claimed.invite.id, (invite) => {
                    const mail = stillClaimed(invite, claimed);
                    return mail && handBackMail(invite, mail, deps.clock.now());
                });
            }
            throw error;
        }
    });
