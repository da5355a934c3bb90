import type { SaidState } from '../../../domain/products/said.ts';
import { day, say } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import { counted } from './counted.ts';

const days = (count: number): string => (count === 0 ? 'less than a day' : counted(count, 'day', 'days'));

export const missingFor = (count: number, missingSince: string): Phrase =>
    say`${days(count)}, since ${day(missingSince)}`;

/** Said where a list is cut. */
export const firstOf = (shown: number, all: number): Phrase =>
    say`These are the first ${String(shown)} of ${String(all)}.`;

export const NOTHING_MISSING = say`Nothing that we see is missing.`;

/** How to get all that is missing. */
export const LISTS = {
    attached: say`The attached list has all of them. GET /api/report with “Accept: text/csv” gives it at any time.`,
    zipped: say`The attached list has all of them; it is compressed, as it would be too large for a mail. GET /api/report with “Accept: text/csv” gives it at any time.`,
    'too-large': say`The list of all of them is too large for a mail: GET /api/report with “Accept: text/csv” gives it.`,
    page: say`The same address with “Accept: text/csv” gives all of them.`,
} as const;

export const endsSoonNote = (): Phrase =>
    say`The role that covers these ends by itself. Ask the customer to prolong it, or to grant it for good.`;

export const partialNote = (): Phrase =>
    say`The partner holds no role at the root management group of these tenants, so a new subscription there is not seen by itself. Ask the customer for the role at the root management group.`;

export const failedNote = (): Phrase => say`What was known of these tenants stays as it was.`;

export const attestedProductsNote = (): Phrase =>
    say`These customers say that they named the partner in a portal of Microsoft’s. No program can see it, so it is asked again after a time; what nobody answered then has lapsed.`;

/** Whether what was said still counts. */
export const SAID_STATES: Readonly<Record<SaidState, Phrase>> = {
    current: say`as they say`,
    asked: say`asked again, not answered yet`,
    lapsed: say`lapsed: nobody answered`,
};

export const attestedNote = (): Phrase =>
    say`These customers say that an account of theirs carries the partner ID. Only that account can see it: they count as not known, never as covered.`;
