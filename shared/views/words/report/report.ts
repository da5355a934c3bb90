import { coveredPercent, inQuestion } from '../../../domain/report.ts';
import type { Report } from '../../../domain/report.ts';
import { day, say, time } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import { counted } from './counted.ts';

export const TITLE = 'Coverage report';

export const HEADINGS = {
    changed: say`What changed`,
    history: say`Coverage, audit by audit`,
    customers: say`Missing, by customer and age`,
    oldest: say`Missing for longest`,
    endsSoon: say`Ends soon`,
    failed: say`Not audited`,
    partial: say`Seen in part`,
    funnel: say`From invited to attached`,
    attested: say`Said by customers`,
    attestedProducts: say`Said by customers of other products`,
    byProduct: say`Other products, attached by hand`,
    meaning: say`What covered means`,
} as const;

export const COLUMNS = {
    customer: say`Customer`,
    subscription: say`Subscription`,
    change: say`Change`,
    reason: say`Why`,
    missingFor: say`Missing for`,
    until: say`Covered until`,
    saidOn: say`Said on`,
    product: say`Product`,
    state: say`State`,
    all: say`All`,
    ages: {
        under7Days: say`0–6 days`,
        under30Days: say`7–29 days`,
        under90Days: say`30–89 days`,
        older: say`90+ days`,
    },
} as const;

const isAre = (count: number): string => (count === 1 ? 'is' : 'are');

/** What keeps us from saying that nothing is missing. */
export function gaps({ failed, partial }: Pick<Report, 'failed' | 'partial'>): Phrase[] {
    return [
        ...(partial.count === 0
            ? []
            : [
                  say`${counted(partial.count, 'tenant', 'tenants')} ${isAre(partial.count)} seen in part: new subscriptions there may be missing without showing.`,
              ]),
        ...(failed.count === 0
            ? []
            : [
                  say`${counted(failed.count, 'tenant', 'tenants')} could not be audited and ${failed.count === 1 ? 'counts' : 'count'} as last seen.`,
              ]),
    ];
}

/** Where it stands, in one sentence. */
export function standing({ totals }: Pick<Report, 'totals'>): Phrase {
    const all = inQuestion(totals);
    if (all === 0) return say`No subscription that should be covered was seen.`;
    const unknown = totals.unknown === 0 ? '' : `, ${totals.unknown} not known`;
    return say`${String(totals.covered)} of ${counted(all, 'subscription', 'subscriptions')} ${isAre(totals.covered)} covered (${String(coveredPercent(totals))} %), ${String(totals.missing)} missing${unknown}.`;
}

export const subject = (report: Report): Phrase => {
    const { covered, missing } = report.totals;
    const all = inQuestion(report.totals);
    return report.sameAs === null
        ? say`${TITLE}: ${String(covered)} of ${counted(all, 'subscription', 'subscriptions')} covered, ${String(missing)} missing`
        : say`${TITLE}: unchanged since ${day(report.sameAs)}, ${String(missing)} missing`;
};

export const unchanged = (sameAs: string): Phrase => say`Nothing has changed since the report of ${time(sameAs)}.`;

/** The whole report where it would say the same as the last one. */
export const unchangedLine = (report: Report, sameAs: string): Phrase =>
    gaps(report).reduce((line, gap) => say`${line} ${gap}`, say`${unchanged(sameAs)} ${standing(report)}`);

export const asOf = ({ run }: Report): Phrase => say`As of the audit that ended on ${time(run.finishedAt)}.`;

/** What is not counted; null where there is none. */
export function leftOut({ totals: { excluded, inactive } }: Report): Phrase | null {
    if (excluded + inactive === 0) return null;
    return say`Left out: ${String(excluded)} under offers that programmes do not count, ${String(inactive)} disabled or deleted.`;
}

export const since = ({ since: { kind, at } }: Report): Phrase => {
    if (at === null) return say`This is the first audit: there is nothing to compare it with.`;
    return kind === 'report' ? say`Since the report of ${time(at)}:` : say`Since the audit that ended on ${time(at)}:`;
};

export const NOTHING_CHANGED = say`Nothing.`;

export const barWords = (totals: Report['totals']): Phrase => {
    const percent = coveredPercent(totals);
    return percent === null ? say`nothing to cover` : say`${totals.covered} of ${inQuestion(totals)} (${percent} %)`;
};

export const historySummary = (history: Report['history']): Phrase => {
    const [first, ...others] = history;
    const last = others.at(-1);
    if (first === undefined) return say`No audit has finished.`;
    const from = say`${barWords(first.totals)} covered on ${day(first.finishedAt)}`;
    return last === undefined
        ? from
        : say`Bars of ${String(history.length)} audits: from ${from} to ${barWords(last.totals)} on ${day(last.finishedAt)}`;
};

export const meaning = (): Phrase =>
    say`Covered means set up: our link is active in the tenant, and an eligible role of the same identity stands at or above the subscription. Whether a programme pays for it is Microsoft’s word.`;

export const footer = (): Phrase => say`Sent to the addresses that are set to get the report.`;
