import { isAzure, isGuided } from '../../domain/invite.ts';
import type { Invite } from '../../domain/invite.ts';
import { saidState } from '../../domain/products/said.ts';
import type { AttestedProduct, EndingRole } from '../../domain/report.ts';
import type { Some } from '../../domain/some.ts';
import type { AuditStore } from '../../ports/audit-store.ts';
import type { CustomerStore } from '../../ports/customer-store.ts';
import type { InviteCounts } from '../../ports/invite-counts.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import type { ReportSource } from '../../ports/report-source.ts';
import type { SubscriptionStore } from '../../ports/subscription-store.ts';
import { discoveriesOf } from '../audit/discoveries.ts';

export interface ReportStores {
    audits: Pick<AuditStore, 'recentFinished' | 'tenantStates' | 'changes'>;
    customers: Pick<CustomerStore, 'get' | 'all'>;
    subscriptions: Pick<SubscriptionStore, 'missing'>;
    ending: { before(time: Date, most: number): Promise<Some<EndingRole>> };
    invites: Pick<InviteStore, 'get' | 'list'>;
    counts: InviteCounts;
}

const ROWS_AT_ONCE = 1_000;

/** Nothing where it was taken back meanwhile. */
function saidIn(invite: Invite): AttestedProduct[] {
    if (!isGuided(invite) || invite.status !== 'attested' || invite.said === null) return [];
    const { id: inviteId, tenantId, customerName, product, productName, subscriptionId, said } = invite;
    const about = { inviteId, tenantId, customerName, product, productName, subscriptionId };
    return [{ ...about, at: said.at, state: saidState(said) }];
}

/** What a report is made from, as the stores have it. */
export const reportSource = (stores: ReportStores): ReportSource => ({
    runs: async (most) => (await stores.audits.recentFinished({ limit: most })).items,
    tenants: (runId, only) => stores.audits.tenantStates(runId, only),
    changes: (runId) => stores.audits.changes(runId),
    missing: async function* () {
        let continuation: string | undefined;
        do {
            const page = await stores.subscriptions.missing({ limit: ROWS_AT_ONCE, continuation });
            yield page.items;
            continuation = page.continuation;
        } while (continuation !== undefined);
    },
    discoveries: () => discoveriesOf(stores.customers),
    endingBefore: (time, most) => stores.ending.before(time, most),
    attested: async (most) => {
        const { items } = await stores.invites.list({ status: 'attested', product: 'azure', limit: most });
        return items.filter(isAzure).map(({ tenantId, customerName, subscriptionId, timeline, createdAt }) => ({
            tenantId,
            customerName,
            subscriptionId,
            at: timeline.findLast(({ event }) => event === 'attested')?.at ?? createdAt,
        }));
    },
    attestedProducts: async (most) => {
        const ids = await stores.counts.said(most);
        const found = await Promise.all(ids.map((id) => stores.invites.get(id)));
        return found.flatMap((stored) => (stored === undefined ? [] : saidIn(stored.value)));
    },
    customerName: async (tenantId) => (await stores.customers.get(tenantId))?.name,
    invites: () => stores.counts.all(),
});
