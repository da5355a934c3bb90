import { findMail, mailSent, undeliverable } from '../invite-mails.ts';
import { awaitsAnswer } from '../invite-reminders.ts';
import { isUnsent } from '../invite-story.ts';
import type { Invite, InviteMail } from '../invite.ts';
import { LOCK_MS } from '../work.ts';

/*
 * Several products that one request asks for: each is an invite of its own, and the first mail of their lead tells of
 * all of them. The others have mails of their own in wait: where the lead's did not go out in time the first of these
 * does, and tells of the rest, so that a request comes to one mail more than was counted for it at most.
 */

/** The mail that an invite begins with. */
const firstMail = (invite: Invite): InviteMail | undefined => findMail(invite, 'invite-1');

const inMailOf = ({ id }: Pick<Invite, 'id'>): string => `In the mail of the invite ${id}.`;

/** Whether the mail of its lead told of it, in place of its own. */
const isToldBy = (lead: Pick<Invite, 'id'>, invite: Invite): boolean =>
    invite.timeline.some(({ event, detail }) => event === 'sent' && detail === inMailOf(lead));

/** Whether it is long enough until its own mail goes out: nobody is about to send that meanwhile. */
const isHeldBack = (mail: InviteMail | undefined, now: Date): boolean =>
    mail?.state === 'queued' && Date.parse(mail.work.dueAt) - now.getTime() > LOCK_MS;

/**
 * Whether a mail of the lead tells of this invite: it waits for an answer, and no mail of its own has told of it, or is
 * about to. One that is sent again tells of all that waits.
 */
export function isToldAlongside(lead: Invite, mail: InviteMail, invite: Invite, now: Date): boolean {
    if (invite.lead !== lead.id || !awaitsAnswer(invite, now)) return false;
    if (mail.generation > 1) return true;
    return invite.generation === 1 && (isHeldBack(firstMail(invite), now) || isToldBy(lead, invite));
}

/** Told of by the mail of its lead, so that its own is not sent any more; undefined where that went out already. */
export function toldBy(lead: Invite, invite: Invite, at: Date, remindAfterDays: readonly number[]): Invite | undefined {
    const mail = firstMail(invite);
    if (mail === undefined || !isUnsent(mail)) return undefined;
    return mailSent(invite, mail, at, remindAfterDays, inMailOf(lead));
}

/**
 * Whether a mail of this lead that came back takes along what it told of: no later one was sent since, and nobody used
 * its link all the same.
 */
export const wasUnread = ({ generation, status }: Invite, bounced: number): boolean =>
    bounced === generation && (status === 'undeliverable' || status === 'revoked' || status === 'expired');

/** The mail that told of it did not arrive; undefined where another one did the telling. */
export function bouncedWith(lead: Invite, invite: Invite, at: Date, detail: string): Invite | undefined {
    const isOver = invite.status === 'undeliverable' || invite.generation !== 1;
    return isOver || !isToldBy(lead, invite) ? undefined : undeliverable(invite, 1, at, detail);
}
