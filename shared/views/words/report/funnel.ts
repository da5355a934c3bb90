import { say } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';

export const FUNNEL = {
    invited: say`Invited`,
    saidYes: say`Said yes`,
    attached: say`Attached`,
    waiting: say`Waiting for an answer`,
    declined: say`Said no`,
    expired: say`Did not answer in time`,
    undeliverable: say`Mail did not arrive`,
    revoked: say`Taken back by us`,
    failed: say`Said yes, not set up`,
    removed: say`Taken back by the customer`,
    attested: say`Set up by their own account, as they say`,
} as const;

export const share = (count: number, of: number): Phrase =>
    of === 0 ? say`${count}` : say`${count} (${Math.floor((count * 100) / of)} %)`;

export const atLeast = (): Phrase => say`There are more invites than were counted.`;
