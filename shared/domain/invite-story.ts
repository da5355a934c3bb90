import { fit } from './fit.ts';
import type { Invite, InviteMail, InviteStatus, MailKind, TimelineEvent } from './invite.ts';
import { newWork } from './work.ts';

/** The first event and the newest tell the story. */
const LONGEST_TIMELINE = 60;

/** In characters: what a mail server or an error says may be of any length. */
const LONGEST_DETAIL = 1_000;

const MOST_MAILS = 40;

export const withEvent = <I extends Invite>(invite: I, at: Date, event: string, detail: string | null = null): I => {
    const happened: TimelineEvent = {
        at: at.toISOString(),
        event,
        status: invite.status,
        // What comes late must not bring back a name that was erased.
        detail: invite.erasedAt === null ? (detail?.slice(0, LONGEST_DETAIL) ?? null) : null,
    };
    return { ...invite, timeline: fit([...invite.timeline, happened], LONGEST_TIMELINE, (_, index) => index > 0) };
};

export const moveTo = <I extends Invite>(
    invite: I,
    status: InviteStatus,
    at: Date,
    nextStep: string | null,
    detail: string | null = nextStep,
): I => withEvent({ ...invite, status, nextStep }, at, status, detail);

export const newMail = (
    kind: MailKind,
    generation: number,
    at: Date,
    outcome: InviteMail['outcome'] = null,
): InviteMail => ({
    key: `${kind}-${generation}`,
    kind,
    generation,
    state: 'queued',
    work: newWork(at),
    outcome,
});

/** Mails that nobody needs any more are not sent. */
export const cancelUnsentInvites = (mails: readonly InviteMail[]): InviteMail[] =>
    mails.map((mail) => (isRequest(mail) && mail.state === 'queued' ? { ...mail, state: 'cancelled' } : mail));

/** Asks for an answer: the invite's own mail, whatever reminds of it, and what asks again. */
export const isRequest = ({ kind }: Pick<InviteMail, 'kind'>): boolean =>
    kind === 'invite' || kind === 'reminder' || kind === 'ask-again';

export const isUnsent = (mail: InviteMail): boolean => mail.state === 'queued' || mail.state === 'sending';

/** The mails with some more; those that were sent long ago are forgotten. */
export const withMails = (mails: readonly InviteMail[], more: readonly InviteMail[]): InviteMail[] =>
    fit([...mails, ...more], MOST_MAILS, (mail) => !isUnsent(mail));

/** An end that no attach led to: nobody is asked any more, and the partner is told where somebody is to be told. */
export const ended = <I extends Invite>(
    invite: I,
    at: Date,
    outcome: NonNullable<InviteMail['outcome']>,
    tellPartner: boolean,
): I => {
    const outcomes = invite.outcomes + 1;
    const told = tellPartner ? [newMail('outcome-partner', outcomes, at, outcome)] : [];
    return { ...invite, outcomes, mails: withMails(cancelUnsentInvites(invite.mails), told) };
};

/** Something worth telling that changes nothing. */
export const noted = withEvent;
