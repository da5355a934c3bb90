import type { SubscriptionStore, TenantRecords } from '../../ports/subscription-store.ts';
import type { AuditDeps } from './audit-deps.ts';
import type { TenantView } from './audit-view.ts';

/** A tenant's subscriptions, read and written part by part: a tenant may have more than fit into memory with all about them. */
export interface TenantPart {
    /** In order; none where the tenant has no subscription. */
    ids: readonly string[];
    /** What earlier audits knew of these, read anew each time. */
    records: () => Promise<TenantRecords>;
}

interface Known {
    tenantId: string;
    view: TenantView;
    /** IDs known from elsewhere than listings and records. */
    others: Iterable<string>;
}

async function knownIds(subscriptions: SubscriptionStore, tenantId: string): Promise<string[]> {
    const ids: string[] = [];
    for await (const { subscriptionId } of subscriptions.standings(tenantId)) ids.push(subscriptionId);
    return ids;
}

/** All that is listed, or known from earlier audits or elsewhere, in the order of IDs. */
export async function partsOf(
    { subscriptions, settings }: Pick<AuditDeps, 'subscriptions' | 'settings'>,
    { tenantId, view, others }: Known,
): Promise<TenantPart[]> {
    const { partSize } = settings;
    // Most tenants are read at once, with one question.
    const few = await subscriptions.ofTenantIfFew(tenantId, partSize);
    const recorded = few === undefined ? await knownIds(subscriptions, tenantId) : [...few.records.keys()];
    const listed = view.ways.flatMap((way) => [...way.listed.keys()]);
    const ids = [...new Set([...listed, ...recorded, ...others])].sort();
    if (few !== undefined && ids.length <= partSize) {
        let first: TenantRecords | undefined = few;
        const records = async () => {
            const read = first ?? (await subscriptions.ofTenant(tenantId));
            first = undefined;
            return read;
        };
        return [{ ids, records }];
    }
    return Array.from({ length: Math.ceil(ids.length / partSize) }, (_, index) => {
        const part = ids.slice(index * partSize, (index + 1) * partSize);
        const range = { from: part[0] ?? '', to: part.at(-1) ?? '' };
        return { ids: part, records: () => subscriptions.ofTenant(tenantId, range) };
    });
}
