import { daysLater } from '../days-between.ts';
import { NEXT_STEPS } from '../invite-outcomes.ts';
import { cancelUnsentInvites, ended, moveTo, newMail, withEvent, withMails } from '../invite-story.ts';
import { isErased, isOpen } from '../invite.ts';
import type { GuidedInvite, InviteMail, SaidOutcome } from '../invite.ts';
import type { AskedWhy, Said } from './said.ts';
import { saidStateOf } from './said.ts';

/** How long what a customer said is taken for granted, and how long an answer is waited for; in days. */
export interface SaidRules {
    askAgainDays: number;
    answerDays: number;
}

/** With the mail that tells the partner, where somebody is to be told. */
const telling = (invite: GuidedInvite, at: Date, outcome: SaidOutcome, tellPartner: boolean): GuidedInvite => {
    const status = outcome === 'gone' ? 'removed' : 'attested';
    return ended(invite, at, { status, said: outcome, nextStep: SAID_NEXT_STEPS[outcome] }, tellPartner);
};

/** What to do next, for the partner. */
const SAID_NEXT_STEPS: Readonly<Record<SaidOutcome, string>> = {
    added: 'The customer says that it is done, which no program can see: nothing, until it is asked again.',
    gone: NEXT_STEPS.removed,
    lapsed: 'Nobody answered whether it is still so: ask the customer, or send the invite again.',
};

/** What is to be done while it is asked again, for the partner. */
const ASKED_NEXT_STEP =
    'The customer is asked whether it is still so: nothing, until they answer or have not done so in time.';

const consumed = (invite: GuidedInvite, said: Said): GuidedInvite => ({
    ...invite,
    said,
    mails: cancelUnsentInvites(invite.mails),
    consumedGeneration: invite.generation,
    declinedAt: null,
});

/**
 * *I have added the partner*, or that it is still so where that was asked: consumes the link. Undefined where the link is
 * not open.
 */
export function sayAdded(
    invite: GuidedInvite,
    at: Date,
    { askAgainDays }: Pick<SaidRules, 'askAgainDays'>,
    tellPartner: boolean,
): GuidedInvite | undefined {
    if (!isOpen(invite, at)) return undefined;
    const said: Said = {
        at: at.toISOString(),
        by: invite.adminEmail,
        askAt: daysLater(at, askAgainDays),
        asked: null,
        lapsedAt: null,
        proof: invite.said?.proof ?? null,
    };
    const next = { ...consumed(invite, said), nextStep: SAID_NEXT_STEPS.added };
    // The partner learned of it a year ago.
    if (invite.status === 'attested') return withEvent(next, at, 'attested-again');
    return moveTo(telling(next, at, 'added', tellPartner), 'attested', at, SAID_NEXT_STEPS.added, null);
}

/** *It is not so any more*; undefined where nothing was said that could be taken back. */
export function sayGone(invite: GuidedInvite, at: Date, tellPartner: boolean): GuidedInvite | undefined {
    if (invite.status !== 'attested' || isErased(invite)) return undefined;
    const { said } = invite;
    const over = said === null ? null : { ...said, askAt: null, asked: null };
    const next = { ...telling(invite, at, 'gone', tellPartner), said: over, consumedGeneration: invite.generation };
    return moveTo(next, 'removed', at, SAID_NEXT_STEPS.gone);
}

/** What was said counts as long as it was not asked again; undefined where there is nothing to ask of. */
const standing = (invite: GuidedInvite): Said | undefined =>
    invite.said !== null && !isErased(invite) && saidStateOf(invite) === 'current' ? invite.said : undefined;

/**
 * To be asked now, as the customer's facts changed; undefined where that was done, or there is nothing to ask of. Once for
 * each change: what was said after it was said of how things are now.
 *
 * @param changedAt when the change was seen, ISO 8601 UTC
 */
export function askNow(invite: GuidedInvite, changedAt: string, at: Date): GuidedInvite | undefined {
    const said = standing(invite);
    if (said === undefined || said.at >= changedAt) return undefined;
    if (said.askAt === null || said.askAt <= at.toISOString()) return undefined;
    return withEvent({ ...invite, said: { ...said, askAt: at.toISOString() } }, at, 'facts-changed');
}

/**
 * Asked once more, with a link of its own; undefined where it is not time.
 *
 * @param seed a new one: the earlier link is dead
 */
export function askAgain(
    invite: GuidedInvite,
    at: Date,
    seed: string,
    { answerDays }: Pick<SaidRules, 'answerDays'>,
): GuidedInvite | undefined {
    const said = standing(invite);
    if (said === undefined || said.askAt === null || said.askAt > at.toISOString()) return undefined;
    const generation = invite.generation + 1;
    const asked = { at: at.toISOString(), until: daysLater(at, answerDays), why: whyAsked(invite) };
    return withEvent(
        {
            ...invite,
            ...{ generation, seed, nextStep: ASKED_NEXT_STEP },
            said: { ...said, askAt: null, asked },
            mails: withMails(invite.mails, [newMail('ask-again', generation, at)]),
        },
        at,
        'asked-again',
    );
}

/** Asked before its year was over only where the customer's facts changed since. */
const whyAsked = ({ timeline, said }: GuidedInvite): AskedWhy =>
    timeline.some(({ event, at }) => event === 'facts-changed' && at >= (said?.at ?? '')) ? 'facts' : 'time';

/** The last mail that asked again. */
export const newestAsking = ({ mails, generation }: GuidedInvite): InviteMail | undefined =>
    mails.find(({ key }) => key === `ask-again-${generation}`);

/** Nobody answered in time: it is not taken for granted any more; undefined where there is time. */
export function lapse(invite: GuidedInvite, at: Date, tellPartner: boolean): GuidedInvite | undefined {
    const { said } = invite;
    const asked = said?.asked ?? null;
    if (invite.status !== 'attested' || said === null || asked === null || isErased(invite)) return undefined;
    if (said.lapsedAt !== null || at.toISOString() < asked.until) return undefined;
    const next = { ...invite, said: { ...said, lapsedAt: at.toISOString() }, nextStep: SAID_NEXT_STEPS.lapsed };
    return withEvent(telling(next, at, 'lapsed', tellPartner), at, 'lapsed');
}
