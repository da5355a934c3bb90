import { say } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';

export const FUNNEL = {
    invited: 'Invited',
    saidYes: 'Said yes',
    attached: 'Attached',
    waiting: 'Waiting for an answer',
    declined: 'Said no',
    expired: 'Did not answer in time',
    undeliverable: 'Mail did not arrive',
    revoked: 'Taken back by us',
    failed: 'Said yes, not set up',
    removed: 'Taken back by the customer',
    attested: 'Set up by their own account, as they say',
} as const;

export const share = (count: number, of: number): Phrase =>
    of === 0 ? say`${String(count)}` : say`${String(count)} (${String(Math.floor((count * 100) / of))} %)`;

export const atLeast = (): Phrase => say`There are more invites than were counted.`;
