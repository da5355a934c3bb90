import { INVITE_STATUSES } from '../invite.ts';
import type { InviteStatus } from '../invite.ts';
import { GUIDED_PRODUCTS } from '../products/product.ts';
import type { GuidedProduct } from '../products/product.ts';
import { GUIDED_STANDINGS } from '../products/standing.ts';
import type { GuidedStanding } from '../products/standing.ts';
import type { Funnel, ProductFunnel } from '../report.ts';

/** Somebody of the customer said yes, whatever came of it. */
const AFTER_YES: readonly InviteStatus[] = [
    'confirmed',
    'attaching',
    'attached',
    'conflict',
    'unrecognised',
    'failed',
    'removed',
    'attested',
];

export const noInvites = (): Record<InviteStatus, number> =>
    Object.fromEntries(INVITE_STATUSES.map((status) => [status, 0])) as Record<InviteStatus, number>;

/** How many invites about a guided product stand where. */
export type GuidedCounts = Record<GuidedStanding, number>;

export const noGuided = (): GuidedCounts =>
    Object.fromEntries(GUIDED_STANDINGS.map((standing) => [standing, 0])) as GuidedCounts;

/** How many invites there are. */
export interface CountedInvites {
    /** Of Azure. */
    counts: Record<InviteStatus, number>;
    /** Of each other product that anybody was invited for. */
    guided: Partial<Record<GuidedProduct, GuidedCounts>>;
    /** False where there are more than were counted: then they are so many at least. */
    isComplete: boolean;
}

const total = (counts: Readonly<Record<string, number>>): number =>
    Object.values(counts).reduce((all, count) => all + count, 0);

const productFunnel = (counts: GuidedCounts): ProductFunnel => ({
    invited: total(counts),
    waiting: counts.issued + counts.sent,
    attached: counts.attached,
    attested: { current: counts.attested, asked: counts.asked, lapsed: counts.lapsed },
    declined: counts.declined,
    expired: counts.expired,
    undeliverable: counts.undeliverable,
    revoked: counts.revoked,
    removed: counts.removed,
});

/** How far invites came for each product other than Azure that anybody was invited for. */
export const guidedFunnels = ({ byProduct }: Pick<Funnel, 'byProduct'>): [GuidedProduct, ProductFunnel][] =>
    GUIDED_PRODUCTS.flatMap((product) => {
        const funnel = byProduct[product];
        return funnel === undefined ? [] : [[product, funnel] as [GuidedProduct, ProductFunnel]];
    });

/** How many customers say of another product than Azure, whether it still counts or has lapsed. */
export const saidOfOthers = ({ byProduct }: Pick<Funnel, 'byProduct'>): number =>
    guidedFunnels({ byProduct }).reduce((all, [, { attested }]) => all + total(attested), 0);

/** How far invites came, from how many there are in each status. */
export function funnelOf({ counts: byStatus, guided, isComplete }: CountedInvites): Funnel {
    const sum = (statuses: readonly InviteStatus[]) => statuses.reduce((all, status) => all + byStatus[status], 0);
    const azure = productFunnel({ ...noGuided(), ...byStatus });
    const others = GUIDED_PRODUCTS.flatMap((product) => {
        const counts = guided[product];
        return counts === undefined ? [] : [[product, productFunnel(counts)] as const];
    });
    return {
        invited: sum(INVITE_STATUSES),
        saidYes: sum(AFTER_YES),
        attached: byStatus.attached,
        byStatus,
        byProduct: Object.fromEntries([...(azure.invited === 0 ? [] : [['azure', azure] as const]), ...others]),
        isComplete,
    };
}
