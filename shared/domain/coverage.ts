import { isExcludedOffer } from './offers.ts';

export const COVERAGES = ['covered', 'missing', 'excluded', 'inactive', 'unknown'] as const;

/**
 * Where a subscription stands: `covered` means set up (our link is active in the tenant and the same
 * principal holds an eligible role at or above the subscription), not that anybody pays for it.
 */
export type Coverage = (typeof COVERAGES)[number];

export const REASONS = [
    'application-missing',
    'no-access',
    'other-partner',
    'no-link',
    'no-eligible-role',
    'not-verifiable',
    'could-not-be-read',
] as const;

export type CoverageReason = (typeof REASONS)[number];

/** Why a coverage is unknown. */
export type UnknownReason = Extract<CoverageReason, 'not-verifiable' | 'could-not-be-read'>;

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
}

export interface Verdict {
    coverage: Coverage;
    /** Of missing and unknown alone. */
    reason: CoverageReason | null;
    /** One sentence to whoever has to act; null where nobody has to. */
    nextStep: string | null;
}

const NEXT_STEPS: Readonly<Record<CoverageReason, string>> = {
    'application-missing':
        'Have an administrator of the customer add your application to the tenant, or delegate the subscription to you through Azure Lighthouse.',
    'no-access':
        'Ask the customer to assign Support Request Contributor to your application on the subscription, or better on a management group above it.',
    'other-partner':
        'Your application carries another partner ID in this tenant: make sure which one is right, then invite again with allowReplace.',
    'no-link': 'Send an invite: when the customer saves, your partner ID is linked in this tenant.',
    'no-eligible-role':
        'Ask the customer to assign Support Request Contributor to your application on the subscription or above it: Reader does not count, nor does a role on a resource group alone.',
    'not-verifiable': 'Ask the customer whether the link still stands: only the account that made it can read it.',
    'could-not-be-read':
        'Wait for the next audit, which reads it again; if this stays, look for the answer in the log.',
};

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

const because = (coverage: Coverage, reason: CoverageReason): Verdict => ({
    coverage,
    reason,
    nextStep: NEXT_STEPS[reason],
});

const nothingToDo = (coverage: Coverage): Verdict => ({ coverage, reason: null, nextStep: null });

/** Of the missing, the nearest to covered last. */
const nearness = ({ reason }: Verdict): number => (reason === null ? -1 : REASONS.indexOf(reason));

/**
 * The better of what two ways to the same subscription come to: one that covers it is enough, and as long as one of
 * them is not known, nobody can say that it is missing.
 */
export function betterOf(one: Verdict, other: Verdict): Verdict {
    for (const coverage of ['covered', 'unknown'] as const) {
        if (one.coverage === coverage) return one;
        if (other.coverage === coverage) return other;
    }
    return nearness(other) > nearness(one) ? other : one;
}

/** What we do not see set up ourselves may be so by another account, where the customer says that it is. */
export const takingWord = (verdict: Verdict, isAttested: boolean): Verdict =>
    isAttested && verdict.coverage === 'missing' ? because('unknown', 'not-verifiable') : verdict;

/** The first that applies: inactive, excluded, unknown, missing (with its first reason), covered. */
export function verdictOn(facts: CoverageFacts, rules: CoverageRules): Verdict {
    if (INACTIVE.includes(facts.state?.toLowerCase() ?? '')) return nothingToDo('inactive');
    if (isExcludedOffer(facts.quotaId, rules.excludedOffers)) return nothingToDo('excluded');
    if (facts.unknown !== null) return because('unknown', facts.unknown);
    if (facts.reach !== 'reached') return because('missing', facts.reach);
    const standing = linkStanding(facts.link, rules.expectedPartnerId);
    if (standing !== 'expected') return because('missing', standing);
    return facts.eligibleRole ? nothingToDo('covered') : because('missing', 'no-eligible-role');
}
