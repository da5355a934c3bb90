import type {
    AskedOrigin,
    AttachWork,
    Invite,
    InviteMail,
    InviteStatus,
    MailKind,
    TimelineEvent,
    UnaskedOrigin,
} from './invite.ts';
import { fit } from './fit.ts';
import { isErased, isOpen, isWaiting } from './invite.ts';
import { NEXT_STEPS } from './invite-outcomes.ts';
import { nextReminder } from './reminders.ts';
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
        // What comes late must not bring back a name that was erased.
        detail: invite.erasedAt === null ? (detail?.slice(0, LONGEST_DETAIL) ?? null) : null,
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
const cancelUnsentInvites = (mails: readonly InviteMail[]): InviteMail[] =>
    mails.map((mail) => (isRequest(mail) && mail.state === 'queued' ? { ...mail, state: 'cancelled' } : mail));

/** Asks for an answer: the invite's own mail, and whatever reminds of it. */
const isRequest = ({ kind }: Pick<InviteMail, 'kind'>): boolean => kind === 'invite' || kind === 'reminder';

export const isUnsent = (mail: InviteMail): boolean => mail.state === 'queued' || mail.state === 'sending';

/** The mails with some more; those that were sent long ago are forgotten. */
export const withMails = (mails: readonly InviteMail[], more: readonly InviteMail[]): InviteMail[] =>
    fit([...mails, ...more], MOST_MAILS, (mail) => !isUnsent(mail));

type NewInvite = Omit<
    Invite,
    | 'status'
    | 'origin'
    | 'confirmedBy'
    | 'grantedAt'
    | 'accessBefore'
    | 'generation'
    | 'consumedGeneration'
    | 'declinedAt'
    | 'nextStep'
    | 'outcomes'
    | 'attach'
    | 'reminding'
    | 'reminders'
    | 'mails'
    | 'timeline'
    | 'besideAnother'
    | 'erasedAt'
    | 'inForce'
    | 'createdAt'
    | 'expiresAt'
>;

const newInvite = (facts: NewInvite, at: Date): Invite => ({
    ...facts,
    status: 'issued',
    origin: 'partner',
    createdAt: at.toISOString(),
    expiresAt: expiryAfter(at, facts.expiresInDays),
    generation: 1,
    consumedGeneration: null,
    confirmedBy: null,
    grantedAt: null,
    accessBefore: null,
    declinedAt: null,
    nextStep: null,
    outcomes: 0,
    attach: null,
    reminding: null,
    reminders: 0,
    mails: [],
    timeline: [],
    besideAnother: false,
    erasedAt: null,
    inForce: null,
});

/** A new invite, its mail queued. */
export const issue = (facts: NewInvite, at: Date, origin: AskedOrigin = 'partner'): Invite =>
    withEvent({ ...newInvite(facts, at), origin, mails: [newMail('invite', 1, at)] }, at, 'issued');

/** What is known of a yes that was given by sign-in. */
export interface Consent {
    /** The account that said it. */
    by: string;
    /** Whether a role was given through us. */
    granted: boolean;
}

const consented = (invite: Invite, consent: Consent | undefined, at: Date): Invite =>
    consent === undefined
        ? invite
        : {
              ...invite,
              confirmedBy: consent.by,
              grantedAt: consent.granted ? at.toISOString() : invite.grantedAt,
          };

/** An invite that nobody was asked by: it comes with its yes. */
export function bornConfirmed(facts: NewInvite, origin: UnaskedOrigin, consent: Consent, at: Date): Invite {
    const born = withEvent({ ...newInvite(facts, at), origin }, at, 'issued', ORIGINS[origin]);
    const confirmed = { ...consented(born, consent, at), consumedGeneration: 1, attach: newAttach(born, at) };
    return moveTo(confirmed, 'confirmed', at, null, consent.by);
}

const ORIGINS: Readonly<Record<UnaskedOrigin, string>> = {
    'quick-link': 'Somebody of the customer used the quick link without having been asked.',
    further: 'Added by the customer’s admin who was asked about another subscription.',
};

/** A new link, the old one dies; undefined where the invite is past that. */
export function resend(invite: Invite, seed: string, at: Date): Invite | undefined {
    if (!['issued', 'sent', 'expired', 'undeliverable'].includes(invite.status) || isErased(invite)) return undefined;
    const generation = invite.generation + 1;
    const issued: Invite = {
        ...invite,
        status: 'issued',
        nextStep: null,
        generation,
        seed,
        expiresAt: expiryAfter(at, invite.expiresInDays),
        reminding: null,
        mails: withMails(cancelUnsentInvites(invite.mails), [newMail('invite', generation, at)]),
    };
    return withEvent(issued, at, 'resent');
}

/** Taken back; undefined once it is confirmed or ended otherwise. */
export function revoke(invite: Invite, at: Date): Invite | undefined {
    if (!['issued', 'sent', 'declined'].includes(invite.status)) return undefined;
    return moveTo({ ...invite, mails: cancelUnsentInvites(invite.mails) }, 'revoked', at, NEXT_STEPS.revoked);
}

/** Past its time, and the partner is told; undefined where it is not. */
export function expire(invite: Invite, at: Date, tellPartner: boolean): Invite | undefined {
    if (!isWaiting(invite.status) || isOpen(invite, at)) return undefined;
    const outcomes = invite.outcomes + 1;
    const outcome = { status: 'expired' as const, nextStep: NEXT_STEPS.expired };
    const told = tellPartner ? [newMail('outcome-partner', outcomes, at, outcome)] : [];
    const mails = withMails(cancelUnsentInvites(invite.mails), told);
    return moveTo({ ...invite, outcomes, mails }, 'expired', at, NEXT_STEPS.expired);
}

/** Every end raises `outcomes`, so that no attach has the generation of one before. */
const newAttach = (invite: Invite, at: Date, task: AttachWork['task'] = 'attach'): AttachWork => ({
    task,
    generation: invite.outcomes + 1,
    work: newWork(at),
});

/**
 * Saved by the admin: the link is consumed and the attach is due; undefined where the link is not open.
 *
 * @param consent of a yes by sign-in; undefined where the mailbox was enough
 */
export function confirm(invite: Invite, at: Date, consent?: Consent): Invite | undefined {
    if (!isOpen(invite, at)) return undefined;
    const attach = newAttach(invite, at);
    const consumed = { ...consented(invite, consent, at), consumedGeneration: invite.generation, declinedAt: null };
    const mails = cancelUnsentInvites(invite.mails);
    return moveTo({ ...consumed, attach, mails }, 'confirmed', at, null, consent?.by ?? null);
}

/** Ends whose cause the customer can take back or change. */
const SET_UP: readonly InviteStatus[] = ['attached', 'unrecognised', 'conflict', 'failed', 'attested'];

/**
 * Taken back by the customer, and both sides are told; the link itself is looked at by the attach function.
 * Undefined where nothing was set up.
 *
 * @param by the account that did it
 */
export function remove(invite: Invite, at: Date, by: string, tellPartner: boolean): Invite | undefined {
    if (!SET_UP.includes(invite.status) || isErased(invite)) return undefined;
    const outcomes = invite.outcomes + 1;
    const outcome = { status: 'removed' as const, nextStep: NEXT_STEPS.removed };
    const told = [
        newMail('outcome-admin', outcomes, at, outcome),
        ...(tellPartner ? [newMail('outcome-partner', outcomes, at, outcome)] : []),
    ];
    const removed = { ...invite, outcomes, grantedAt: null, mails: withMails(invite.mails, told) };
    const attach = newAttach(removed, at, 'unlink');
    return moveTo({ ...removed, attach }, 'removed', at, NEXT_STEPS.removed, by);
}

/** The customer agreed to replace what is in the way; undefined where nothing is. */
export function agreeToReplace(invite: Invite, at: Date, by: string): Invite | undefined {
    if (invite.status !== 'conflict' || isErased(invite)) return undefined;
    const attach = newAttach(invite, at);
    return moveTo({ ...invite, allowReplace: true, confirmedBy: by, attach }, 'confirmed', at, null, by);
}

/** Said by the customer, not seen by us: consumes the link, and the partner is told. */
export function attest(invite: Invite, at: Date, what: string, tellPartner: boolean): Invite | undefined {
    if (!isOpen(invite, at)) return undefined;
    const outcomes = invite.outcomes + 1;
    const outcome = { status: 'attested' as const, nextStep: NEXT_STEPS.attested };
    const told = tellPartner ? [newMail('outcome-partner', outcomes, at, outcome)] : [];
    const consumed = { ...invite, outcomes, consumedGeneration: invite.generation, declinedAt: null };
    const mails = withMails(cancelUnsentInvites(invite.mails), told);
    return moveTo({ ...consumed, mails }, 'attested', at, NEXT_STEPS.attested, what);
}

/** The work on the link of an invite that was taken back is over; nobody needs to be told again. */
export function unlinked(invite: Invite, at: Date, what: string): Invite | undefined {
    if (invite.attach?.task !== 'unlink') return undefined;
    return withEvent({ ...invite, attach: null, outcomes: invite.outcomes + 1 }, at, 'unlinked', what);
}

/** Looks after the link once more; undefined where the invite was not taken back, or is being looked after. */
export function unlinkAgain(invite: Invite, at: Date): Invite | undefined {
    if (invite.status !== 'removed' || invite.attach !== null || isErased(invite)) return undefined;
    return withEvent({ ...invite, attach: newAttach(invite, at, 'unlink') }, at, 'retried');
}

/** What was read before the first mail went out; what stands there already stays. */
export const noteAccessBefore = (invite: Invite, there: boolean): Invite =>
    invite.accessBefore === null ? { ...invite, accessBefore: there } : invite;

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
    if (invite.status === 'attaching' || invite.attach.task === 'unlink') return taken;
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
    if (!['conflict', 'unrecognised', 'failed'].includes(invite.status) || isErased(invite)) return undefined;
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

/** Whether the mail still helps anybody: a request does while its link is the current one and waits to be used. */
export const isWanted = (invite: Invite, mail: InviteMail, at: Date): boolean =>
    !isRequest(mail) || (mail.generation === invite.generation && isWaiting(invite.status) && isOpen(invite, at));

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
