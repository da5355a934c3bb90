import { isErased, isOpen, isWaiting } from './invite.ts';
import type { Invite, InviteMail } from './invite.ts';
import { cancelMail } from './invite-mails.ts';
import { newMail, noted, withMails } from './invite-story.ts';
import { nextReminder } from './reminders.ts';

/**
 * Whether nobody asked for this mail to be sent now: a reminder, what asks again after a year, or the first mail of an
 * invite that an audit led to, or that another one's mail was to tell of and did not.
 * Of these a mailbox gets one a day.
 */
export const isOfOwnAccord = (invite: Invite, mail: Pick<InviteMail, 'kind' | 'generation'>): boolean =>
    mail.kind === 'reminder' ||
    mail.kind === 'ask-again' ||
    (mail.kind === 'invite' && mail.generation === 1 && (invite.origin === 'auto-invite' || invite.lead !== null));

/** Waits for an answer, and can still get one. */
export const awaitsAnswer = (invite: Invite, now: Date): boolean =>
    isWaiting(invite.status) && isOpen(invite, now) && !isErased(invite);

/**
 * A reminder is queued, with the link that the invite has; undefined where none is due.
 *
 * @param afterDays on which days after the request went out it is reminded of
 */
export function remind(invite: Invite, at: Date, afterDays: readonly number[]): Invite | undefined {
    const { reminding, expiresAt, generation } = invite;
    if (reminding === null || !awaitsAnswer(invite, at) || Date.parse(reminding.dueAt) > at.getTime()) return undefined;
    const reminders = invite.reminders + 1;
    const mail = { ...newMail('reminder', generation, at), key: `reminder-${reminders}` };
    const { mailedAt } = reminding;
    return {
        ...invite,
        reminders,
        reminding: nextReminder({ mailedAt, expiresAt }, afterDays, new Date(at.getTime() + 1)),
        mails: withMails(invite.mails, [mail]),
    };
}

/** The last reminder that was queued. */
export const newestReminder = (invite: Invite): InviteMail | undefined =>
    invite.mails.find(({ key }) => key === `reminder-${invite.reminders}`);

/** Nothing reminds of it any more. */
export const withoutReminders = (invite: Invite): Invite =>
    invite.reminding === null ? invite : { ...invite, reminding: null };

/** Whoever reads the mailbox wants no mails of our own accord: this one is not sent, and no other follows. */
export const mailUnwanted = (invite: Invite, mail: InviteMail, at: Date): Invite =>
    noted(
        withoutReminders(cancelMail(invite, mail)),
        at,
        `${mail.kind}-mail-withheld`,
        'The mailbox asked for no more of these mails.',
    );
