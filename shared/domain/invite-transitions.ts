import type { AttachWork, Invite, InviteMail, InviteStatus, MailKind, TimelineEvent } from './invite.ts';
import { fit } from './fit.ts';
import { isOpen } from './invite.ts';
import { NEXT_STEPS } from './invite-outcomes.ts';
import { handedBack, inHand, newWork } from './work.ts';
import type { Work } from './work.ts';

/** The first event and the newest tell the story. */
const LONGEST_TIMELINE = 60;
/** In characters: what a mail server or an error says may be of any length. */
const LONGEST_DETAIL = 1_000;
const MOST_MAILS = 40;

const DAY_MS = 24 * 60 * 60 * 1000;

export const expiryAfter = (now: Date, days: number): string => new Date(now.getTime() + days * DAY_MS).toISOString();

const withEvent = (invite: Invite, at: Date, event: string, detail: string | null = null): Invite => {
    const happened: TimelineEvent = {
        at: at.toISOString(),
        event,
        status: invite.status,
        detail: detail?.slice(0, LONGEST_DETAIL) ?? null,
    };
    return { ...invite, timeline: fit([...invite.timeline, happened], LONGEST_TIMELINE, (_, index) => index > 0) };
};

const moveTo = (
    invite: Invite,
    status: InviteStatus,
    at: Date,
    nextStep: string | null,
    detail: string | null = nextStep,
): Invite => withEvent({ ...invite, status, nextStep }, at, status, detail);

const newMail = (kind: MailKind, generation: number, at: Date, outcome: InviteMail['outcome'] = null): InviteMail => ({
    key: `${kind}-${generation}`,
    kind,
    generation,
    state: 'queued',
    work: newWork(at),
    outcome,
});

/** Mails that nobody needs any more are not sent. */
const cancelUnsentInvites = (mails: readonly InviteMail[]): InviteMail[] =>
    mails.map((mail) => (mail.kind === 'invite' && mail.state === 'queued' ? { ...mail, state: 'cancelled' } : mail));

export const isUnsent = (mail: InviteMail): boolean => mail.state === 'queued' || mail.state === 'sending';

/** The mails with some more; those that were sent long ago are forgotten. */
const withMails = (mails: readonly InviteMail[], more: readonly InviteMail[]): InviteMail[] =>
    fit([...mails, ...more], MOST_MAILS, (mail) => !isUnsent(mail));

type NewInvite = Omit<
    Invite,
    | 'status'
    | 'generation'
    | 'consumedGeneration'
    | 'declinedAt'
    | 'nextStep'
    | 'outcomes'
    | 'attach'
    | 'mails'
    | 'timeline'
    | 'besideAnother'
    | 'createdAt'
    | 'expiresAt'
>;

/** A new invite, its mail queued. */
export const issue = (facts: NewInvite, at: Date): Invite =>
    withEvent(
        {
            ...facts,
            status: 'issued',
            createdAt: at.toISOString(),
            expiresAt: expiryAfter(at, facts.expiresInDays),
            generation: 1,
            consumedGeneration: null,
            declinedAt: null,
            nextStep: null,
            outcomes: 0,
            attach: null,
            mails: [newMail('invite', 1, at)],
            timeline: [],
            besideAnother: false,
        },
        at,
        'issued',
    );

/** A new link, the old one dies; undefined where the invite is past that. */
export function resend(invite: Invite, seed: string, at: Date): Invite | undefined {
    if (!['issued', 'sent', 'expired', 'undeliverable'].includes(invite.status)) return undefined;
    const generation = invite.generation + 1;
    const issued: Invite = {
        ...invite,
        status: 'issued',
        nextStep: null,
        generation,
        seed,
        expiresAt: expiryAfter(at, invite.expiresInDays),
        mails: withMails(cancelUnsentInvites(invite.mails), [newMail('invite', generation, at)]),
    };
    return withEvent(issued, at, 'resent');
}

/** Taken back; undefined once it is confirmed or ended otherwise. */
export function revoke(invite: Invite, at: Date): Invite | undefined {
    if (!['issued', 'sent', 'declined'].includes(invite.status)) return undefined;
    return moveTo({ ...invite, mails: cancelUnsentInvites(invite.mails) }, 'revoked', at, NEXT_STEPS.revoked);
}

/** Past its time; undefined where it is not. */
export function expire(invite: Invite, at: Date): Invite | undefined {
    if (!['issued', 'sent'].includes(invite.status) || isOpen(invite, at)) return undefined;
    return moveTo({ ...invite, mails: cancelUnsentInvites(invite.mails) }, 'expired', at, NEXT_STEPS.expired);
}

/** Every end raises `outcomes`, so that no attach has the generation of one before. */
const newAttach = (invite: Invite, at: Date): AttachWork => ({ generation: invite.outcomes + 1, work: newWork(at) });

/** Saved by the admin: the link is consumed and the attach is due; undefined where the link is not open. */
export function confirm(invite: Invite, at: Date): Invite | undefined {
    if (!isOpen(invite, at)) return undefined;
    const attach = newAttach(invite, at);
    const consumed = { ...invite, consumedGeneration: invite.generation, declinedAt: null, attach };
    return moveTo({ ...consumed, mails: cancelUnsentInvites(invite.mails) }, 'confirmed', at, null);
}

/** Declined by the admin, which consumes nothing; the same invite where it is declined already. */
export function decline(invite: Invite, at: Date, tellPartner: boolean): Invite | undefined {
    if (!isOpen(invite, at)) return undefined;
    if (invite.status === 'declined') return invite;
    const outcomes = invite.outcomes + 1;
    const outcome = { status: 'declined' as const, nextStep: NEXT_STEPS.declined };
    const told = tellPartner ? [newMail('outcome-partner', outcomes, at, outcome)] : [];
    const mails = withMails(cancelUnsentInvites(invite.mails), told);
    return moveTo({ ...invite, outcomes, declinedAt: at.toISOString(), mails }, 'declined', at, NEXT_STEPS.declined);
}

/** The attach is in a function's hands; undefined where nothing is to be attached. */
export function beginAttach(invite: Invite, at: Date): Invite | undefined {
    if (invite.attach === null) return undefined;
    const taken: Invite = { ...invite, attach: { ...invite.attach, work: inHand(invite.attach.work, at) } };
    if (invite.status === 'attaching') return taken;
    return invite.status === 'confirmed' ? moveTo(taken, 'attaching', at, null) : undefined;
}

/** The attach came to an end, and both sides are told. */
export function endAttach(
    invite: Invite,
    end: { status: 'attached' | 'unrecognised' | 'conflict' | 'failed'; nextStep: string; detail?: string | null },
    at: Date,
    tellPartner: boolean,
): Invite {
    const outcomes = invite.outcomes + 1;
    const outcome = { status: end.status, nextStep: end.nextStep };
    const told = [
        newMail('outcome-admin', outcomes, at, outcome),
        ...(tellPartner ? [newMail('outcome-partner', outcomes, at, outcome)] : []),
    ];
    const ended = { ...invite, outcomes, attach: null, mails: withMails(invite.mails, told) };
    return moveTo(ended, end.status, at, end.nextStep, end.detail ?? end.nextStep);
}

/** Attach again; undefined where it did not end in a way that this could mend. */
export function retryAttach(invite: Invite, at: Date): Invite | undefined {
    if (!['conflict', 'unrecognised', 'failed'].includes(invite.status)) return undefined;
    const attach = newAttach(invite, at);
    return withEvent({ ...invite, status: 'confirmed', nextStep: null, attach }, at, 'retried');
}

/** An audit saw it covered. */
export const foundCovered = (invite: Invite, at: Date, nextStep: string): Invite | undefined =>
    invite.status === 'unrecognised'
        ? moveTo(invite, 'attached', at, nextStep, 'An audit found the eligible role.')
        : undefined;

export const findMail = (invite: Invite, key: string): InviteMail | undefined =>
    invite.mails.find((mail) => mail.key === key);

const replaceMail = (invite: Invite, next: InviteMail): Invite => ({
    ...invite,
    mails: invite.mails.map((mail) => (mail.key === next.key ? next : mail)),
});

/** Whether the mail still helps anybody: an invite's does while its link is the current one and waits to be used. */
export const isWanted = (invite: Invite, mail: InviteMail, at: Date): boolean =>
    mail.kind !== 'invite' ||
    (mail.generation === invite.generation && ['issued', 'sent'].includes(invite.status) && isOpen(invite, at));

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

/** Taken by the mail service. A late note never takes a status back. */
export function mailSent(invite: Invite, mail: InviteMail, at: Date): Invite {
    const noted = replaceMail(invite, { ...mail, state: 'sent' });
    const isCurrentInvite = mail.kind === 'invite' && mail.generation === invite.generation;
    if (isCurrentInvite && invite.status === 'issued') return moveTo(noted, 'sent', at, null);
    return withEvent(noted, at, `${mail.kind}-mail-sent`);
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
    const matters = generation === invite.generation && ['issued', 'sent'].includes(invite.status);
    return matters
        ? moveTo(invite, 'undeliverable', at, NEXT_STEPS.undeliverable, detail)
        : withEvent(invite, at, 'mail-bounced', detail);
}

/** Something worth telling that changes nothing. */
export const noted = withEvent;

/** A mail that was given up is queued once more; undefined where it was not given up, or leads nowhere by now. */
export function requeueMail(invite: Invite, key: string, at: Date): Invite | undefined {
    const mail = findMail(invite, key);
    if (mail?.state !== 'failed' || !isWanted(invite, mail, at)) return undefined;
    const work = { ...newWork(at), attempt: mail.work.attempt + 1 };
    return withEvent(rescheduleMail(invite, mail, work), at, `${mail.kind}-mail-requeued`);
}

/** The attach given back by a function that could not do it: due at once, for the same message. */
export const handBackAttach = (invite: Invite, at: Date): Invite =>
    invite.attach === null ? invite : withAttachWork(invite, handedBack(invite.attach.work, at));

/** The attach's work, changed. */
export const withAttachWork = (invite: Invite, work: Work): Invite =>
    invite.attach === null ? invite : { ...invite, attach: { ...invite.attach, work } };
