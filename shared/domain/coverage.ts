import { REASONS } from './coverage-reason.ts';
import type { CoverageReason, UnknownReason } from './coverage-reason.ts';
import { nextStepFor } from './next-steps.ts';
import type { Confirmation } from './next-steps.ts';
import { isExcludedOffer } from './offers.ts';

export const COVERAGES = ['covered', 'missing', 'excluded', 'inactive', 'unknown'] as const;

/**
 * Where a subscription stands: `covered` means set up (our link is active in the tenant and the same
 * principal holds an eligible role at or above the subscription), not that anybody pays for it.
 */
export type Coverage = (typeof COVERAGES)[number];

/** What is known of one subscription. */
export interface CoverageFacts {
    /** As ARM gives it; null where it was never read. */
    state: string | null;
    quotaId: string | null;
    /** What keeps us from telling; null where nothing does. */
    unknown: UnknownReason | null;
    /** Whether the partner reaches the subscription; else what is lacking. */
    reach: 'reached' | 'application-missing' | 'no-access';
    /** The link of our identity; undefined where there is none. */
    link: { partnerId: string; state: string } | undefined;
    /** Whether our principal holds an eligible role at or above the subscription. */
    eligibleRole: boolean;
}

/** What the answer is measured by. */
export interface CoverageRules {
    expectedPartnerId: string;
    /** quotaIds, `*` at the end for any ending. */
    excludedOffers: readonly string[];
    /** What the next step is depends on it. */
    confirmation: Confirmation;
}

export interface Verdict {
    coverage: Coverage;
    /** Of missing and unknown alone. */
    reason: CoverageReason | null;
    /** One sentence to whoever has to act; null where nobody has to. */
    nextStep: string | null;
}

const INACTIVE = ['disabled', 'deleted'];

/** Subscriptions that need no further question: whatever the link and the roles are, they are not chased. */
export const isSettled = (facts: Pick<CoverageFacts, 'state' | 'quotaId'>, rules: CoverageRules): boolean =>
    INACTIVE.includes(facts.state?.toLowerCase() ?? '') || isExcludedOffer(facts.quotaId, rules.excludedOffers);

/** Whether the link is the wanted one; a soft-deleted link is none. */
export const linkStanding = (
    link: CoverageFacts['link'],
    expectedPartnerId: string,
): 'expected' | 'other-partner' | 'no-link' => {
    if (link?.state.toLowerCase() !== 'active') return 'no-link';
    return link.partnerId === expectedPartnerId ? 'expected' : 'other-partner';
};

const because = (
    coverage: Coverage,
    reason: CoverageReason,
    { confirmation }: Pick<CoverageRules, 'confirmation'>,
): Verdict => ({ coverage, reason, nextStep: nextStepFor(reason, confirmation) });

const nothingToDo = (coverage: Coverage): Verdict => ({ coverage, reason: null, nextStep: null });

/** Of the missing, the nearest to covered last. */
const nearness = ({ reason }: Verdict): number => (reason === null ? -1 : REASONS.indexOf(reason));

/** When what covers a subscription ends, as a number that grows with it. */
const endOf = (until: string | null): number => (until === null ? Infinity : Date.parse(until));

/**
 * The better of what two ways to the same subscription come to: one that covers it is enough, and as long as one of
 * them is not known, nobody can say that it is missing.
 */
export function betterOf<One extends Verdict & { coveredUntil: string | null }>(one: One, other: One): One {
    if (one.coverage === 'covered' && other.coverage === 'covered') {
        return endOf(other.coveredUntil) > endOf(one.coveredUntil) ? other : one;
    }
    for (const coverage of ['covered', 'unknown'] as const) {
        if (one.coverage === coverage) return one;
        if (other.coverage === coverage) return other;
    }
    return nearness(other) > nearness(one) ? other : one;
}

/** What we do not see set up ourselves may be so by another account, where the customer says that it is. */
export const takingWord = <Given extends Verdict>(
    verdict: Given,
    isAttested: boolean,
    rules: Pick<CoverageRules, 'confirmation'>,
): Given =>
    isAttested && verdict.coverage === 'missing'
        ? { ...verdict, ...because('unknown', 'not-verifiable', rules) }
        : verdict;

/** The first that applies: inactive, excluded, unknown, missing (with its first reason), covered. */
export function verdictOn(facts: CoverageFacts, rules: CoverageRules): Verdict {
    if (INACTIVE.includes(facts.state?.toLowerCase() ?? '')) return nothingToDo('inactive');
    if (isExcludedOffer(facts.quotaId, rules.excludedOffers)) return nothingToDo('excluded');
    if (facts.unknown !== null) return because('unknown', facts.unknown, rules);
    if (facts.reach !== 'reached') return because('missing', facts.reach, rules);
    const standing = linkStanding(facts.link, rules.expectedPartnerId);
    if (standing !== 'expected') return because('missing', standing, rules);
    return facts.eligibleRole ? nothingToDo('covered') : because('missing', 'no-eligible-role', rules);
}
