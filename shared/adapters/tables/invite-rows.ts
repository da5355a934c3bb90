import { createHash } from 'node:crypto';
import { retentionPlace } from '../../domain/invite-retention.ts';
import type { RetentionList } from '../../domain/invite-retention.ts';
import { isUnsent } from '../../domain/invite-story.ts';
import { isErased, isGuided, isLive, isWaiting } from '../../domain/invite.ts';
import type { Invite } from '../../domain/invite.ts';
import { placeOf, subjectKey } from '../../domain/products/product.ts';
import type { Product, Subject } from '../../domain/products/product.ts';
import { standingOf } from '../../domain/products/standing.ts';
import { newestFirst } from './table.ts';
import type { Columns } from './table.ts';

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
