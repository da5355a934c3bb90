import { isAzure } from '../../domain/invite.ts';
import type { EndingRole } from '../../domain/report.ts';
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
    invites: Pick<InviteStore, 'list'>;
    counts: InviteCounts;
}

const ROWS_AT_ONCE = 1_000;

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
        const { items } = await stores.invites.list({ status: 'attested', limit: most });
        return items.filter(isAzure).map(({ tenantId, customerName, subscriptionId, timeline, createdAt }) => ({
            tenantId,
            customerName,
            subscriptionId,
            at: timeline.findLast(({ event }) => event === 'attested')?.at ?? createdAt,
        }));
    },
    customerName: async (tenantId) => (await stores.customers.get(tenantId))?.name,
    invites: () => stores.counts.byStatus(),
});
