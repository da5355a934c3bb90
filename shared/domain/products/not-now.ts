import { withEvent } from '../invite-story.ts';
import { isOpen } from '../invite.ts';
import type { GuidedInvite } from '../invite.ts';

/** What was asked or answered; a mail that went out meanwhile is neither. */
const TURNS = new Set([
    'issued',
    'resent',
    'asked-again',
    'not-now',
    'declined',
    'attested',
    'attested-again',
    'removed',
]);

/** When *Not now* was pressed, ISO 8601 UTC; null where something was asked or answered since, or it never was. */
export function notNowAt({ timeline }: Pick<GuidedInvite, 'timeline'>): string | null {
    const last = timeline.findLast(({ event }) => TURNS.has(event));
    return last?.event === 'not-now' ? last.at : null;
}

/** *Not now*: told in the timeline, and changes nothing else. Undefined where the link is not open, or it was said last. */
export const sayNotNow = (invite: GuidedInvite, at: Date): GuidedInvite | undefined =>
    isOpen(invite, at) && notNowAt(invite) === null ? withEvent(invite, at, 'not-now') : undefined;
