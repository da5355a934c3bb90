import { z } from 'zod';
import { PRODUCTS } from '../../domain/products/product.ts';
import { SAID_STATES } from '../../domain/products/said.ts';
import { INVITE_ORIGINS, INVITE_STATUSES } from '../../domain/invite.ts';
import type { GlanceContents, GlanceKey } from '../../domain/ops/glance.ts';
import { CHANGE_KINDS, NAMED_KINDS } from '../../domain/report.ts';
import { AGES } from '../../domain/report/missing.ts';

const text = z.string();
const maybe = text.nullable();
const count = z.number().int().min(0);

/** As many of each kind. */
const counts = <Kind extends string>(kinds: readonly Kind[]) => z.record(z.enum(kinds), count);

const some = <Item extends z.ZodType>(item: Item) => z.strictObject({ count, items: z.array(item) });

const page = <Item extends z.ZodType>(item: Item) => ({
    items: z.array(item),
    cursor: maybe,
    looked: z.strictObject({ searched: count, isComplete: z.boolean() }),
});

const totals = counts(['subscriptions', 'covered', 'missing', 'excluded', 'inactive', 'unknown']);

const run = z.strictObject({
    id: text,
    status: z.enum(['running', 'finished']),
    startedAt: text,
    finishedAt: maybe,
    expected: count,
    tenants: counts(['done', 'failed', 'partial']),
    totals: totals.nullable(),
    changes: counts(CHANGE_KINDS).nullable(),
});

const about = { tenantId: text, customerName: text, subscriptionId: text, displayName: text };

const missing = z.strictObject({
    ...page(z.strictObject({ ...about, reason: text, nextStep: text, firstSeenAt: text, missingSince: text })),
    counts: z.strictObject({ count, byReason: z.record(text, count), ages: counts(AGES) }),
    isAudited: z.boolean(),
    found: count.nullable(),
});

const waiting = z.strictObject({ count, isComplete: z.boolean() });

const coverage = z.strictObject({
    run: run.extend({ finishedAt: text }),
    totals,
    trend: z.array(z.strictObject({ runId: text, finishedAt: text, totals })),
    changes: counts(CHANGE_KINDS),
    changed: z.array(z.strictObject({ ...about, what: z.enum(NAMED_KINDS), from: maybe, to: maybe })),
    failed: some(z.strictObject({ tenantId: text, customerName: maybe, reason: text })),
    partial: count,
});

const productFunnel = z.strictObject({
    invited: count,
    waiting: count,
    attached: count,
    attested: counts(SAID_STATES),
    declined: count,
    expired: count,
    undeliverable: count,
    revoked: count,
    removed: count,
});

const funnel = z.strictObject({
    asOf: text,
    invited: count,
    saidYes: count,
    attached: count,
    byStatus: counts(INVITE_STATUSES),
    // What was kept before there were others is about Azure, and soon counted again.
    byProduct: z.partialRecord(z.enum(PRODUCTS), productFunnel).default({}),
    isComplete: z.boolean(),
});

/** An invite in a list. */
export const opsInvite = z.strictObject({
    id: text,
    status: z.enum(INVITE_STATUSES),
    origin: z.enum(INVITE_ORIGINS),
    // What was kept before there were others is about Azure.
    product: z.enum(PRODUCTS).default('azure'),
    productName: maybe.default(null),
    subscriptionId: maybe,
    subscriptionName: maybe,
    tenantId: text,
    customerName: maybe,
    adminEmail: text,
    invitedBy: maybe,
    createdAt: text,
    expiresAt: text,
    nextStep: maybe,
    erasedAt: maybe,
    saidState: z.enum(SAID_STATES).nullable().default(null),
});

const customer = z.strictObject({
    tenantId: text,
    name: text,
    access: z.enum(['serviceprincipal', 'lighthouse', 'attested', 'none']),
    discovery: z.enum(['full', 'partial', 'none']),
    totals: totals.nullable(),
    outcome: z.enum(['done', 'failed']).nullable(),
});

const deadLetter = z.strictObject({
    id: text,
    queue: text,
    messageId: text,
    reason: text,
    detail: text,
    about: z
        .strictObject({
            inviteId: text.exactOptional(),
            mail: text.exactOptional(),
            reportId: text.exactOptional(),
            runId: text.exactOptional(),
            tenantId: text.exactOptional(),
        })
        .nullable(),
    deadLetteredAt: text,
    retriedAt: maybe,
});

/** What each glance holds: what is in a table is not trusted either. */
export const GLANCE_SHAPES: { readonly [Key in GlanceKey]: z.ZodType<GlanceContents[Key]> } = {
    overview: z.strictObject({
        coverage: coverage.nullable(),
        funnel,
        running: z.array(run),
        deadLetters: waiting,
    }),
    'missing-newest': missing,
    'missing-oldest': missing,
    'missing-customer': missing,
    'missing-reason': missing,
    customers: z.strictObject({ ...page(customer), found: count }),
    invites: z.strictObject({ ...page(opsInvite), found: count.nullable() }),
    runs: z.strictObject(page(run)),
    'dead-letters': z.strictObject({ ...page(deadLetter), waiting }),
};
