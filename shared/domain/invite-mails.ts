import { NEXT_STEPS } from './invite-outcomes.ts';
import { isRequest, moveTo, withEvent } from './invite-story.ts';
import { isOpen, isWaiting } from './invite.ts';
import type { Invite, InviteMail } from './invite.ts';
import { nextReminder } from './reminders.ts';
import { handedBack, inHand, newWork } from './work.ts';
import type { Work } from './work.ts';

export const findMail = (invite: Invite, key: string): InviteMail | undefined =>
    invite.mails.find((mail) => mail.key === key);

const replaceMail = (invite: Invite, next: InviteMail): Invite => ({
    ...invite,
    mails: invite.mails.map((mail) => (mail.key === next.key ? next : mail)),
});

const isAskedOf = (invite: Invite, { kind }: InviteMail): boolean =>
    kind === 'ask-again' ? invite.status === 'attested' : isWaiting(invite.status);

/** Whether the mail still helps anybody: a request does while its link is the current one and waits to be used. */
export const isWanted = (invite: Invite, mail: InviteMail, at: Date): boolean =>
    !isRequest(mail) || (mail.generation === invite.generation && isAskedOf(invite, mail) && isOpen(invite, at));

/** Not to be sent any more, as it would help nobody. */
export const cancelMail = (invite: Invite, mail: InviteMail): Invite =>
    replaceMail(invite, { ...mail, state: 'cancelled' });

/** A function is about to send it; nobody else does until the lock has run out. */
export const claimMail = (invite: Invite, mail: InviteMail, at: Date): Invite =>
    replaceMail(invite, { ...mail, state: 'sending', work: inHand(mail.work, at) });

/** To be sent again later, or not yet. */
export const rescheduleMail = (invite: Invite, mail: InviteMail, work: Work): Invite =>
    replaceMail(invite, { ...mail, state: 'queued', work });

/** Given back by a function that could not send it: due at once, for the same message. */
export const handBackMail = (invite: Invite, mail: InviteMail, at: Date): Invite =>
    rescheduleMail(invite, mail, handedBack(mail.work, at));

/**
 * Taken by the mail service. A late note never takes a status back.
 *
 * @param remindAfterDays on which days after an invite's mail it is reminded of
 * @param detail what is to be known of how it went out
 */
export function mailSent(
    invite: Invite,
    mail: InviteMail,
    at: Date,
    remindAfterDays: readonly number[] = [],
    detail: string | null = null,
): Invite {
    const noted = replaceMail(invite, { ...mail, state: 'sent' });
    const isCurrentInvite = mail.kind === 'invite' && mail.generation === invite.generation;
    if (!isCurrentInvite || invite.status !== 'issued') return withEvent(noted, at, `${mail.kind}-mail-sent`, detail);
    const mailed = { mailedAt: at.toISOString(), expiresAt: invite.expiresAt };
    return moveTo({ ...noted, reminding: nextReminder(mailed, remindAfterDays, at) }, 'sent', at, null, detail);
}

/** Never to be sent; an invite whose mail has a bad address is undeliverable. */
export function mailRefused(
    invite: Invite,
    mail: InviteMail,
    at: Date,
    why: { badAddress: boolean; detail: string },
): Invite {
    const noted = replaceMail(invite, { ...mail, state: 'failed' });
    return why.badAddress && mail.kind === 'invite'
        ? undeliverable(noted, mail.generation, at, why.detail)
        : withEvent(noted, at, `${mail.kind}-mail-failed`, why.detail);
}

/** The invite's mail did not arrive: counts only for the current link, and only before anybody used it. */
export function undeliverable(invite: Invite, generation: number, at: Date, detail: string): Invite {
    const matters = generation === invite.generation && isWaiting(invite.status);
    return matters
        ? moveTo(invite, 'undeliverable', at, NEXT_STEPS.undeliverable, detail)
        : withEvent(invite, at, 'mail-bounced', detail);
}

/** A mail that was given up is queued once more; undefined where it was not given up, or leads nowhere by now. */
export function requeueMail(invite: Invite, key: string, at: Date): Invite | undefined {
    const mail = findMail(invite, key);
    if (mail?.state !== 'failed' || !isWanted(invite, mail, at)) return undefined;
    const work = { ...newWork(at), attempt: mail.work.attempt + 1 };
    return withEvent(rescheduleMail(invite, mail, work), at, `${mail.kind}-mail-requeued`);
}
