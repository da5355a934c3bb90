import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
    INVITE_ORIGINS,
    INVITE_STATUSES,
    isErased,
    isGuided,
    isLive,
    isWaiting,
    MAIL_KINDS,
    SAID_OUTCOMES,
} from '../../domain/invite.ts';
import type { Invite } from '../../domain/invite.ts';
import { FAILURE_CAUSES } from '../../domain/attach-outcome.ts';
import type { AttachOutcome } from '../../domain/attach-outcome.ts';
import { retentionPlace } from '../../domain/invite-retention.ts';
import type { RetentionList } from '../../domain/invite-retention.ts';
import { GUIDED_PRODUCTS, placeOf, subjectKey } from '../../domain/products/product.ts';
import type { Product, Subject } from '../../domain/products/product.ts';
import { NO_RELATIONSHIPS } from '../../domain/products/relationships.ts';
import { ASKED_WHY } from '../../domain/products/said.ts';
import type { Said } from '../../domain/products/said.ts';
import { standingOf } from '../../domain/products/standing.ts';
import { isUnsent } from '../../domain/invite-story.ts';
import { fromColumns, toColumns } from './row-codec.ts';
import { newestFirst } from './table.ts';
import type { Columns, Row } from './table.ts';

/*
 * One partition holds all that belongs to a subscription's invites, so that an invite and its index
 * rows change in one transaction. Sixteen partitions in all: lists ask each of them and merge.
 */
export const PARTITIONS = Array.from({ length: 16 }, (_, digit) => digit.toString(16));

export const partitionOfSubscription = (subscriptionId: string): string =>
    createHash('sha256').update(subscriptionId.toLowerCase()).digest('hex').charAt(0);

/** What is about no subscription stands where its tenant's does. */
export const partitionOfSubject = (subject: Subject): string => partitionOfSubscription(placeOf(subject));

/** An invite's ID begins with its partition. */
export const partitionOfInvite = (inviteId: string): string => inviteId.charAt(0);

export const INVITE_PREFIX = 'invite|';

export const inviteKey = (id: string): string => `${INVITE_PREFIX}${id}`;

export const ERASED_PREFIX = 'erased|';

/** The mark that an invite leaves when it is deleted: a message about it may still be under way. */
export const erasedKey = (id: string): string => `${ERASED_PREFIX}${id}`;

const addressKey = (adminEmail: string): string =>
    createHash('sha256').update(adminEmail.toLowerCase()).digest('hex').slice(0, 32);

export const LIVE_PREFIX = 'live|';

export const liveKey = (subject: Subject, adminEmail: string): string =>
    `${LIVE_PREFIX}${subjectKey(subject)}|${addressKey(adminEmail)}`;

/** Below it a row ends in where the invite stands, so that they are counted by their keys alone. */
export const PRODUCT_PREFIX = 'product|';

const productPrefix = (product: Product): string => `${PRODUCT_PREFIX}${product}|`;

/** Those of a tenant that are about other products than Azure: few, beside the many of its subscriptions. */
const guidedPrefix = (tenantId: string): string => `guided|${tenantId}|`;

export const listPrefix = (by: {
    status?: string | undefined;
    subscriptionId?: string | undefined;
    tenantId?: string | undefined;
    product?: Product | undefined;
    isGuided?: true | undefined;
}): string => {
    if (by.subscriptionId !== undefined) return `subscription|${by.subscriptionId}|`;
    if (by.tenantId !== undefined) return by.isGuided === true ? guidedPrefix(by.tenantId) : `tenant|${by.tenantId}|`;
    // What is about Azure is not listed apart: it is most of them, and each row costs in every write.
    if (by.product !== undefined && by.product !== 'azure') return productPrefix(by.product);
    return by.status === undefined ? 'all|' : `status|${by.status}|`;
};

export const DUE_PREFIX = 'due|';

/** Apart from what is due: the sweep does not read what waits for another timer. */
export const REMIND_PREFIX = 'remind|';

/** What waits for an answer from one address. */
export const waitingPrefix = (adminEmail: string): string => `waiting|${addressKey(adminEmail)}|`;

function waitingRows(invite: Invite): string[] {
    if (!isWaiting(invite.status)) return [];
    return [
        `${DUE_PREFIX}${invite.expiresAt}|expire|${invite.id}`,
        `${waitingPrefix(invite.adminEmail)}${invite.id}`,
        ...(invite.reminding === null ? [] : [`${REMIND_PREFIX}${invite.reminding.dueAt}|${invite.id}`]),
    ];
}

/** What was said by hand: when it is asked again, and until when that is to be answered. */
function saidRows(invite: Invite): string[] {
    const { said } = invite;
    if (invite.status !== 'attested' || said === null || isErased(invite)) return [];
    if (said.askAt !== null) return [`${REMIND_PREFIX}${said.askAt}|${invite.id}`];
    return said.asked === null || said.lapsedAt !== null
        ? []
        : [`${DUE_PREFIX}${said.asked.until}|expire|${invite.id}`];
}

/** What the retention looks at, by when it came to an end, or was last seen to stand. */
export const retentionPrefix = (list: RetentionList): string => `${list}|`;

function retentionRows(invite: Invite): string[] {
    const place = retentionPlace(invite);
    return place === undefined ? [] : [`${retentionPrefix(place.list)}${place.since}|${invite.id}`];
}

/** The rows that are found by something else than the ID. They hold nothing but the way to the invite. */
export function indexRows(invite: Invite): Map<string, Columns> {
    const place = `${newestFirst(invite.createdAt)}|${invite.id}`;
    const lists = [
        listPrefix({}),
        listPrefix({ status: invite.status }),
        ...(invite.subscriptionId === null ? [] : [listPrefix({ subscriptionId: invite.subscriptionId })]),
        listPrefix({ tenantId: invite.tenantId }),
    ].map((prefix) => `${prefix}${place}`);
    const byProduct = isGuided(invite)
        ? [`${productPrefix(invite.product)}${place}|${standingOf(invite)}`, `${guidedPrefix(invite.tenantId)}${place}`]
        : [];
    const live = isLive(invite.status) && !invite.besideAnother ? [liveKey(invite, invite.adminEmail)] : [];
    const due = [
        ...(invite.attach === null ? [] : [`${DUE_PREFIX}${invite.attach.work.dueAt}|attach|${invite.id}`]),
        ...invite.mails.filter(isUnsent).map((mail) => `${DUE_PREFIX}${mail.work.dueAt}|mail|${invite.id}|${mail.key}`),
    ];
    const found = [
        ...[...lists, ...byProduct, ...live, ...due],
        ...[...waitingRows(invite), ...saidRows(invite), ...retentionRows(invite)],
    ];
    return new Map(found.map((rowKey) => [rowKey, { inviteId: invite.id }]));
}

const work = z.object({
    attempt: z.number(),
    dueAt: z.iso.datetime(),
    failures: z.number(),
    failingSince: z.iso.datetime().nullable(),
    lastError: z.string().nullable(),
});

const status = z.enum(INVITE_STATUSES);

const attachOutcome: z.ZodType<AttachOutcome> = z.union([
    z.object({ status: z.enum(['attached', 'unrecognised']) }),
    z.object({ status: z.literal('conflict'), otherPartnerId: z.string() }),
    z.object({
        status: z.literal('failed'),
        cause: z.literal('delegated-conflict'),
        otherPartnerId: z.string(),
    }),
    z.object({ status: z.literal('failed'), cause: z.enum(FAILURE_CAUSES) }),
]);

const said: z.ZodType<Said> = z.object({
    at: z.iso.datetime(),
    by: z.string(),
    askAt: z.iso.datetime().nullable(),
    asked: z.object({ at: z.iso.datetime(), until: z.iso.datetime(), why: z.enum(ASKED_WHY) }).nullable(),
    lapsedAt: z.iso.datetime().nullable(),
    proof: z
        .object({
            note: z.string(),
            at: z.iso.datetime(),
            checked: z.object({ at: z.iso.datetime(), by: z.string().nullable() }).nullable(),
        })
        .nullable(),
});

const relationships = z.object({
    gdap: z.union([z.object({ id: z.string() }), z.object({ link: z.string() })]).nullable(),
    reseller: z.enum(['direct', 'indirect']).nullable(),
});

const facts = {
    id: z.string(),
    status,
    origin: z.enum(INVITE_ORIGINS).default('partner'),
    subscriptionName: z.string().nullable().default(null),
    tenantId: z.string(),
    partnerId: z.string(),
    partnerName: z.string(),
    adminEmail: z.string(),
    customerName: z.string().nullable().default(null),
    note: z.string().nullable().default(null),
    locale: z.string().nullable().default(null),
    invitedBy: z.string().nullable().default(null),
    allowReplace: z.boolean(),
    createdAt: z.iso.datetime(),
    expiresInDays: z.number(),
    expiresAt: z.iso.datetime(),
    generation: z.number(),
    seed: z.string().min(22),
    consumedGeneration: z.number().nullable().default(null),
    confirmedBy: z.string().nullable().default(null),
    grantedAt: z.iso.datetime().nullable().default(null),
    accessBefore: z.boolean().nullable().default(null),
    declinedAt: z.iso.datetime().nullable().default(null),
    nextStep: z.string().nullable().default(null),
    attachOutcome: attachOutcome.nullable().default(null),
    outcomes: z.number(),
    attach: z
        .object({ task: z.enum(['attach', 'unlink']).default('attach'), generation: z.number(), work })
        .nullable()
        .default(null),
    reminding: z.object({ mailedAt: z.iso.datetime(), dueAt: z.iso.datetime() }).nullable().default(null),
    reminders: z.number().default(0),
    mails: z.array(
        z.object({
            key: z.string(),
            kind: z.enum(MAIL_KINDS),
            generation: z.number(),
            state: z.enum(['queued', 'sending', 'sent', 'failed', 'cancelled']),
            work,
            outcome: z
                .object({
                    status,
                    nextStep: z.string(),
                    attach: attachOutcome.optional(),
                    said: z.enum(SAID_OUTCOMES).optional(),
                })
                .nullable(),
        }),
    ),
    timeline: z.array(z.object({ at: z.iso.datetime(), event: z.string(), status, detail: z.string().nullable() })),
    besideAnother: z.boolean(),
    erasedAt: z.iso.datetime().nullable().default(null),
    trace: z.string().nullable().default(null),
    inForce: z.object({ at: z.iso.datetime(), still: z.boolean() }).nullable().default(null),
    said: said.nullable().default(null),
    relationships: relationships.default(NO_RELATIONSHIPS),
    alongside: z.array(z.string()).default([]),
    lead: z.string().nullable().default(null),
};

const inviteRow: z.ZodType<Invite> = z.union([
    z.strictObject({
        ...facts,
        product: z.literal('azure'),
        subscriptionId: z.string(),
        productName: z.null().default(null),
    }),
    z.strictObject({
        ...facts,
        product: z.enum(GUIDED_PRODUCTS),
        subscriptionId: z.string().nullable().default(null),
        productName: z.string().nullable().default(null),
    }),
]);

const JSON_COLUMNS = [
    'attach',
    'attachOutcome',
    'reminding',
    'mails',
    'timeline',
    'inForce',
    'said',
    'relationships',
    'alongside',
];

export const toInviteRow = (invite: Invite): Row => ({
    ...toColumns({ ...invite }),
    partitionKey: partitionOfInvite(invite.id),
    rowKey: inviteKey(invite.id),
});

export const fromInviteRow = (row: Row): Invite => fromColumns(inviteRow, row, JSON_COLUMNS);
