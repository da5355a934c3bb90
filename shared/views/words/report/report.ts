import { coveredPercent, inQuestion } from '../../../domain/report.ts';
import type { NamedKind, Report, ReportedChange } from '../../../domain/report.ts';
import { printDay } from '../../time.ts';
import { foreign, id, say, time } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';

export const TITLE = 'Coverage report';

export const HEADINGS = {
    changed: 'What changed',
    history: 'Coverage, audit by audit',
    customers: 'Missing, by customer and age',
    oldest: 'Missing for longest',
    endsSoon: 'Ends soon',
    failed: 'Not audited',
    partial: 'Seen in part',
    funnel: 'From invited to attached',
    attested: 'Said by customers',
    meaning: 'What covered means',
} as const;

export const COLUMNS = {
    customer: 'Customer',
    subscription: 'Subscription',
    change: 'Change',
    reason: 'Why',
    missingFor: 'Missing for',
    until: 'Covered until',
    saidOn: 'Said on',
    all: 'All',
    ages: {
        under7Days: 'Under 7 days',
        under30Days: '7 to 29 days',
        under90Days: '30 to 89 days',
        older: '90 days and more',
    },
} as const;

/** `1 tenant`, `3 tenants`. */
export const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

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
        : say`${TITLE}: unchanged since ${printDay(report.sameAs)}, ${String(missing)} missing`;
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

const CHANGES: Readonly<Record<NamedKind, readonly [one: string, many: string]>> = {
    newlyMissing: ['subscription newly missing', 'subscriptions newly missing'],
    new: ['new subscription', 'new subscriptions'],
    migrated: [
        'subscription under another agreement or billing account',
        'subscriptions under another agreement or billing account',
    ],
    moved: ['subscription moved to another tenant', 'subscriptions moved to another tenant'],
    gone: ['subscription gone', 'subscriptions gone'],
    recovered: ['subscription no longer missing', 'subscriptions no longer missing'],
    offer: ['subscription changed to another offer', 'subscriptions changed to another offer'],
};

export const changeCount = (kind: NamedKind, count: number): Phrase =>
    say`${counted(count, CHANGES[kind][0], CHANGES[kind][1])}`;

const REASONS: Readonly<Record<string, string>> = {
    covered: 'covered',
    excluded: 'an offer that programmes do not count',
    inactive: 'disabled or deleted',
    unknown: 'not known',
    missing: 'missing',
    'application-missing': 'the application is not in the tenant',
    'no-access': 'no access',
    'other-partner': 'another partner ID is linked',
    'no-link': 'no link',
    'no-eligible-role': 'no eligible role',
    'not-verifiable': 'cannot be verified',
    'could-not-be-read': 'could not be read',
    'tenant-unknown': 'Microsoft knows no such tenant',
    deadline: 'not done by the deadline',
    'gave-up': 'failed for a day',
};

/** A word for scripts, in words for people. */
export const reasonWords = (reason: string): Phrase => {
    const words = REASONS[reason];
    return words === undefined ? say`${foreign(reason)}` : say`${words}`;
};

const orUnknown = (word: string | null): Phrase => (word === null ? say`not known` : say`${id(word)}`);

export function changeWords({ what, from, to }: ReportedChange): Phrase {
    switch (what) {
        case 'newlyMissing':
            return say`missing: ${reasonWords(to ?? 'missing')}`;
        case 'new': {
            const now = reasonWords(to ?? 'unknown');
            return from === null ? say`new: ${now}` : say`new, from the tenant ${id(from)}: ${now}`;
        }
        case 'migrated':
            return say`agreement or billing account ${orUnknown(from)}, now ${orUnknown(to)}`;
        case 'moved':
            return to === null ? say`moved to another tenant` : say`moved to the tenant ${id(to)}`;
        case 'gone':
            return say`gone: Microsoft knows it no more`;
        case 'recovered':
            return say`covered; was: ${reasonWords(from ?? 'missing')}`;
        case 'offer':
            return say`offer ${orUnknown(from)}, now ${orUnknown(to)}`;
    }
}

/** Where a subscription is under another agreement. */
export const migratedNote = (): Phrase =>
    say`A digital partner of record did not move with it to the other agreement. The link did; look whether the role still stands.`;

export const barWords = (totals: Report['totals']): Phrase => {
    const percent = coveredPercent(totals);
    return percent === null
        ? say`nothing to cover`
        : say`${String(totals.covered)} of ${String(inQuestion(totals))} (${String(percent)} %)`;
};

export const historySummary = (history: Report['history']): Phrase => {
    const [first, ...others] = history;
    const last = others.at(-1);
    if (first === undefined) return say`No audit has finished.`;
    const from = say`${barWords(first.totals)} covered on ${printDay(first.finishedAt)}`;
    return last === undefined
        ? from
        : say`Bars of ${String(history.length)} audits: from ${from} to ${barWords(last.totals)} on ${printDay(last.finishedAt)}`;
};

const days = (count: number): string => (count === 0 ? 'less than a day' : counted(count, 'day', 'days'));

export const missingFor = (count: number, missingSince: string): Phrase =>
    say`${days(count)}, since ${printDay(missingSince)}`;

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

export const attestedNote = (): Phrase =>
    say`These customers say that an account of theirs carries the partner ID. Only that account can see it: they count as not known, never as covered.`;

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

export const meaning = (): Phrase =>
    say`Covered means set up: our link is active in the tenant, and an eligible role of the same identity stands at or above the subscription. Whether a programme pays for it is Microsoft’s word.`;

export const footer = (): Phrase => say`Sent to the addresses that are set to get the report.`;
