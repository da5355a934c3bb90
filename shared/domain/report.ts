import type { Totals } from './audit-run.ts';
import type { InviteStatus } from './invite.ts';
import type { GuidedProduct, Product } from './products/product.ts';
import type { SaidState } from './products/said.ts';
import type { MissingReport } from './report/missing.ts';
import type { Some } from './some.ts';

/** Kinds of what a run found different, in the order in which a partner wants to read them. */
export const CHANGE_KINDS = ['newlyMissing', 'new', 'migrated', 'moved', 'gone', 'recovered'] as const;

export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What is named: a change of offer too, though it is not counted. */
export const NAMED_KINDS = [...CHANGE_KINDS, 'offer'] as const;

export type NamedKind = (typeof NAMED_KINDS)[number];

export type ReportedCounts = Record<ChangeKind, number>;

/** One subscription of which a run found something different. */
export interface ReportedChange {
    tenantId: string;
    customerName: string;
    subscriptionId: string;
    displayName: string;
    what: NamedKind;
    /** What was, and what is: words of the kind's own, as in a reason, an agreement or a tenant. */
    from: string | null;
    to: string | null;
}

/** What is told as new was found after this. */
export interface Since {
    /** `beginning` where there is nothing to compare with. */
    kind: 'report' | 'run' | 'beginning';
    /** ISO 8601 UTC: when that report was sent, or that run finished; null at the beginning. */
    at: string | null;
    /** When the run finished that it told of; null at the beginning. */
    runFinishedAt: string | null;
}

/** Where coverage stood when a run finished. */
export interface CoveragePoint {
    runId: string;
    /** ISO 8601 UTC. */
    finishedAt: string;
    totals: Totals;
}

export interface ReportedTenant {
    tenantId: string;
    /** Null where it is no customer any more. */
    customerName: string | null;
}

/** A role of ours that ends soon. */
export interface EndingRole {
    tenantId: string;
    customerName: string;
    subscriptionId: string;
    displayName: string;
    /** ISO 8601 UTC. */
    coveredUntil: string;
}

/** What a customer says and nobody else can see. */
export interface AttestedLink {
    tenantId: string;
    customerName: string | null;
    subscriptionId: string;
    /** ISO 8601 UTC. */
    at: string;
}

/** What a customer says of a product whose partner it names by hand: nobody else can see it, ever. */
export interface AttestedProduct {
    inviteId: string;
    tenantId: string;
    customerName: string | null;
    product: GuidedProduct;
    productName: string | null;
    subscriptionId: string | null;
    /** When it was said last, ISO 8601 UTC. */
    at: string;
    state: SaidState;
}

/** How far the invites about one product came. */
export interface ProductFunnel {
    invited: number;
    /** Mailed or about to be, and not answered. */
    waiting: number;
    /** Seen set up by us: of Azure alone. */
    attached: number;
    /** Said by the customer; of what was not asked again yet, was asked again, and was not answered then. */
    attested: Record<SaidState, number>;
    declined: number;
    expired: number;
    undeliverable: number;
    revoked: number;
    removed: number;
}

/** How far invites came; `isComplete` is false where there were too many to count: then they are so many at least. */
export interface Funnel {
    /** This and the three below are of Azure alone. */
    invited: number;
    saidYes: number;
    attached: number;
    byStatus: Record<InviteStatus, number>;
    /** Of each product that anybody was invited for. */
    byProduct: Partial<Record<Product, ProductFunnel>>;
    isComplete: boolean;
}

/** What the report says. Nothing in it is a secret, but all names in it were written by others. */
export interface Report {
    /** When it was put together, ISO 8601 UTC. */
    at: string;
    run: {
        id: string;
        startedAt: string;
        finishedAt: string;
        tenants: { expected: number; done: number; failed: number; partial: number };
    };
    totals: Totals;
    /** Oldest first; the last one is `run`. */
    history: CoveragePoint[];
    since: Since;
    /** Summed over the runs since then; all zero at the beginning. */
    changes: ReportedCounts;
    /** Those of them that are named, in the order of their kinds. */
    changed: ReportedChange[];
    missing: MissingReport;
    endsSoon: Some<EndingRole>;
    failed: Some<ReportedTenant & { reason: string }>;
    /** New subscriptions of these would not be seen: they never count as nothing missing. */
    partial: Some<ReportedTenant>;
    attested: Some<AttestedLink>;
    /** Of other products than Azure; lapsed ones first. */
    attestedProducts: Some<AttestedProduct>;
    funnel: Funnel;
    /** When the last report went out that says the same; null where this one says something else. */
    sameAs: string | null;
}

/** A role that ends within so many days is told of. */
export const ENDS_SOON_DAYS = 14;

/** Subscriptions that should be covered: those that programmes do not count, and those that are shut, are left out. */
export const inQuestion = ({ covered, missing, unknown }: Totals): number => covered + missing + unknown;

/** The covered part of those in question, in percent, rounded down so that 100 means all; null where there are none. */
export function coveredPercent(totals: Totals): number | null {
    const all = inQuestion(totals);
    return all === 0 ? null : Math.floor((totals.covered * 100) / all);
}

export const noCounts = (): ReportedCounts => ({
    newlyMissing: 0,
    new: 0,
    migrated: 0,
    moved: 0,
    gone: 0,
    recovered: 0,
});

/** Whether the runs since found anything different at all. */
export const hasChanges = (counts: ReportedCounts): boolean => CHANGE_KINDS.some((kind) => counts[kind] > 0);
