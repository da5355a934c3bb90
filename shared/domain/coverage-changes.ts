import type { Agreement } from './agreement.ts';
import type { SubscriptionRecord } from './subscription-record.ts';
import type { RecordChange } from './record-change.ts';

/** What one run found different of a subscription from what was known before. */
export const RUN_CHANGES = ['new', 'newlyMissing', 'recovered', 'moved', 'gone', 'migrated', 'offer'] as const;

/**
 * `new` was never seen in this tenant (`from`: the tenant it was in, where that is known; `to`: its coverage, or why it
 * is missing). `newlyMissing` was known and not missing (`from`: its last coverage, `to`: why). `recovered` was missing and is
 * covered. `moved`: `to` is the other tenant, null where nobody tells. `migrated`: the agreement, or else the billing account.
 */
export interface RunChange {
    tenantId: string;
    customerName: string;
    subscriptionId: string;
    displayName: string;
    what: (typeof RUN_CHANGES)[number];
    from: string | null;
    to: string | null;
}

/** What a change means to the partner, where that is not plain. */
export const CHANGE_MEANINGS: Readonly<Partial<Record<RunChange['what'] | RecordChange['what'], string>>> = {
    agreement:
        'The subscription is under another agreement: a digital partner of record of the old one did not move with it. The link did; check that the role still stands.',
    account:
        'Another billing account pays for the subscription: a digital partner of record did not move with it. The link did; check that the role still stands.',
    migrated:
        'The subscription is under another agreement or billing account: a digital partner of record did not move with it. The link did; check that the role still stands.',
    offer: 'The subscription was changed to another offer, which programmes may count differently or not at all.',
    moved: 'The subscription is in another tenant now: the link and the role of the old one do not reach it there.',
    gone: 'Microsoft knows the subscription no more.',
};

/** So many entries of a history are kept, the newest. */
const HISTORY_LENGTH = 50;

type Step = Pick<RecordChange, 'what' | 'from' | 'to'>;

/** How the agreement differs; undefined as long as both are not known. What was asked for and not there may have come. */
function agreementStep(before: SubscriptionRecord, next: Agreement | null): Step | undefined {
    if (next === null || before.agreementRead === null) return undefined;
    const was = before.agreement;
    if (was === null) {
        return before.agreementRead === 'read' ? { what: 'agreement', from: null, to: next.type } : undefined;
    }
    if (was.type !== next.type) return { what: 'agreement', from: was.type, to: next.type };
    return was.accountId === next.accountId ? undefined : { what: 'account', from: was.accountId, to: next.accountId };
}

const offerStep = (before: SubscriptionRecord, next: SubscriptionRecord): Step | undefined =>
    before.quotaId === null || next.quotaId === null || before.quotaId === next.quotaId
        ? undefined
        : { what: 'offer', from: before.quotaId, to: next.quotaId };

const ofOffer = (before: SubscriptionRecord, next: SubscriptionRecord): (Step | undefined)[] => [
    agreementStep(before, next.agreement),
    offerStep(before, next),
];

const ofCoverage = (before: SubscriptionRecord, next: SubscriptionRecord): Step | undefined => {
    if (before.coverage !== next.coverage) return { what: 'coverage', from: before.coverage, to: next.coverage };
    return before.reason === next.reason ? undefined : { what: 'reason', from: before.reason, to: next.reason };
};

/** Whoever had it may have told of the move already. */
function ofMove({ tenantId, changes }: SubscriptionRecord, next: SubscriptionRecord): Step | undefined {
    const last = changes.at(-1);
    const isTold = tenantId === next.tenantId || (last?.what === 'moved' && last.to === next.tenantId);
    return isTold ? undefined : { what: 'moved', from: tenantId, to: next.tenantId };
}

/**
 * The history after an audit; the same as before where nothing changed.
 *
 * @param known `before`: what its tenant knew of it; `elsewhere`: where it is new there, what anybody knew
 */
export function historyAfter(
    { before, elsewhere }: { before: SubscriptionRecord | undefined; elsewhere: SubscriptionRecord | undefined },
    next: SubscriptionRecord,
    now: Date,
): RecordChange[] {
    const seen: Step = { what: 'seen', from: null, to: next.coverage };
    let steps: (Step | undefined)[] = [seen];
    if (before !== undefined) steps = [ofCoverage(before, next), ...ofOffer(before, next)];
    else if (elsewhere !== undefined) steps = [ofMove(elsewhere, next), seen, ...ofOffer(elsewhere, next)];
    const told = steps.filter((step) => step !== undefined);
    return appended((before ?? elsewhere)?.changes ?? [], told, now);
}

const appended = (history: readonly RecordChange[], steps: readonly Step[], now: Date): RecordChange[] =>
    [...history, ...steps.map(({ what, from, to }) => ({ at: now.toISOString(), what, from, to }))].slice(
        -HISTORY_LENGTH,
    );

/** Why a subscription is no longer its tenant's; `to` is the other tenant, where that is told. */
export type Removal = { removed: 'gone' } | { removed: 'moved'; to: string | null };

/** The last record of a subscription in its tenant. */
export const lastRecord = (record: SubscriptionRecord, removal: Removal, now: Date): SubscriptionRecord => {
    const step: Step =
        removal.removed === 'gone'
            ? { what: 'gone', from: record.coverage, to: null }
            : { what: 'moved', from: record.tenantId, to: removal.to };
    return { ...record, changes: appended(record.changes, [step], now) };
};

const lastKnown = ({ coverage, lastCoverage }: SubscriptionRecord) =>
    coverage === 'unknown' ? lastCoverage : coverage;

const standing = ({ coverage, reason }: SubscriptionRecord): string =>
    coverage === 'missing' && reason !== null ? reason : coverage;

function runStep(before: SubscriptionRecord, next: SubscriptionRecord): Omit<RunChange, keyof Of> | undefined {
    const was = lastKnown(before);
    if (next.coverage === 'missing' && was !== 'missing') {
        return { what: 'newlyMissing', from: was ?? before.coverage, to: standing(next) };
    }
    if (next.coverage === 'covered' && was === 'missing') {
        return { what: 'recovered', from: standing(before), to: 'covered' };
    }
    return undefined;
}

type Of = Pick<RunChange, 'tenantId' | 'customerName' | 'subscriptionId' | 'displayName'>;

const of = ({ tenantId, customerName, subscriptionId, displayName }: SubscriptionRecord): Of => ({
    tenantId,
    customerName,
    subscriptionId,
    displayName,
});

/**
 * What a run says of a subscription.
 *
 * @param before what its tenant knew of it; undefined where it is new there
 * @param elsewhere what was last known of it somewhere else, where it is new
 */
export function runChanges(
    before: SubscriptionRecord | undefined,
    next: SubscriptionRecord,
    elsewhere?: SubscriptionRecord,
): RunChange[] {
    if (before === undefined) {
        const from = elsewhere === undefined || elsewhere.tenantId === next.tenantId ? null : elsewhere.tenantId;
        return [{ ...of(next), what: 'new', from, to: standing(next) }];
    }
    const agreement = agreementStep(before, next.agreement);
    const steps = [
        runStep(before, next),
        agreement && { ...agreement, what: 'migrated' as const },
        offerStep(before, next) as Omit<RunChange, keyof Of> | undefined,
    ];
    return steps.filter((step) => step !== undefined).map((step) => ({ ...of(next), ...step }));
}

export const removalChange = (record: SubscriptionRecord, removal: Removal): RunChange =>
    removal.removed === 'gone'
        ? { ...of(record), what: 'gone', from: standing(record), to: null }
        : { ...of(record), what: 'moved', from: record.tenantId, to: removal.to };
