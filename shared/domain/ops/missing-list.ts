import type { AgeCounts, MissingRow } from '../report/missing.ts';
import type { OpsPage } from './looked.ts';

/** `newest` first seen last first, `oldest` missing for longest first, `customer` by name, `reason` by the word. */
export const MISSING_SORTS = ['newest', 'oldest', 'customer', 'reason'] as const;

export type MissingSort = (typeof MISSING_SORTS)[number];

/** Which of the missing subscriptions are wanted. */
export interface MissingQuery {
    sort: MissingSort;
    reason?: string | undefined;
    tenantId?: string | undefined;
    /** Stands somewhere in the names or IDs of subscription or customer, whatever the case. */
    search?: string | undefined;
    cursor?: string | undefined;
}

export interface OpsMissing extends MissingRow {
    /** Whole days that it has been missing. */
    days: number;
}

/** Of everything that is missing, not only of a page. */
export interface MissingCounts {
    count: number;
    byReason: Record<string, number>;
    ages: AgeCounts;
}

export interface MissingPage extends OpsPage<OpsMissing> {
    counts: MissingCounts;
    /** Whether any audit has finished: before that, nothing missing means nothing. */
    isAudited: boolean;
    /** How many fit the query among those that were looked at; null where only a page was. */
    found: number | null;
}
