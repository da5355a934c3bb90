import { NEXT_STEPS } from './invite-outcomes.ts';
import type { AttachOutcome } from './attach-outcome.ts';
import { moveTo, newMail, withEvent, withMails } from './invite-story.ts';
import { isErased } from './invite.ts';
import type { AttachWork, Invite, InviteStatus } from './invite.ts';
import { handedBack, inHand, newWork } from './work.ts';
import type { Work } from './work.ts';

/** Every end raises `outcomes`, so that no attach has the generation of one before. */
export const newAttach = (invite: Invite, at: Date, task: AttachWork['task'] = 'attach'): AttachWork => ({
    task,
    generation: invite.outcomes + 1,
    work: newWork(at),
});

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

/** The attach is in a function's hands; undefined where nothing is to be attached. */
export function beginAttach(invite: Invite, at: Date): Invite | undefined {
    if (invite.attach === null) return undefined;
    const taken: Invite = { ...invite, attach: { ...invite.attach, work: inHand(invite.attach.work, at) } };
    if (invite.status === 'attaching' || invite.attach.task === 'unlink') return taken;
    return invite.status === 'confirmed' ? moveTo(taken, 'attaching', at, null) : undefined;
}

interface AttachEnd {
    outcome: AttachOutcome;
    /** One sentence, for the partner. */
    nextStep: string;
    /** For the timeline, where it is not the next step. */
    detail?: string | null;
}

/** The attach came to an end, and both sides are told. */
export function endAttach(invite: Invite, end: AttachEnd, at: Date, tellPartner: boolean): Invite {
    const outcomes = invite.outcomes + 1;
    const outcome = { status: end.outcome.status, nextStep: end.nextStep, attach: end.outcome };
    const told = [
        newMail('outcome-admin', outcomes, at, outcome),
        ...(tellPartner ? [newMail('outcome-partner', outcomes, at, outcome)] : []),
    ];
    const ended = {
        ...invite,
        outcomes,
        attach: null,
        attachOutcome: end.outcome,
        mails: withMails(invite.mails, told),
    };
    return moveTo(ended, end.outcome.status, at, end.nextStep, end.detail ?? end.nextStep);
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

/** The attach given back by a function that could not do it: due at once, for the same message. */
export const handBackAttach = (invite: Invite, at: Date): Invite =>
    invite.attach === null ? invite : withAttachWork(invite, handedBack(invite.attach.work, at));

/** The attach's work, changed. */
export const withAttachWork = (invite: Invite, work: Work): Invite =>
    invite.attach === null ? invite : { ...invite, attach: { ...invite.attach, work } };
