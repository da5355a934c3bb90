import type { SampleDocument } from '../../local/arm/state/document.ts';
import type { ExpectedRow, ExpectedTenant } from './oracle.ts';

/** One line for each difference between two days: what, which subscription, from, to. */
export type ExpectedChanges = string[];

const line = (...parts: (string | null)[]): string => parts.map(String).join(' ');

const standing = ({ coverage, reason }: ExpectedRow): string =>
    coverage === 'missing' && reason !== null ? reason : coverage;

/** What was known of it; nobody knew anything before the first of the two days. */
const known = ({ coverage }: ExpectedRow): string | null => (coverage === 'unknown' ? null : coverage);

/**
 * What the audit of the second day should tell of a tenant but for agreements, of which it reads only some.
 *
 * @param days what the audits of both should find, by tenant
 * @param document of the second day
 */
export function expectChanges(
    tenantId: string,
    { before, after }: Record<'before' | 'after', ReadonlyMap<string, ExpectedTenant>>,
    document: SampleDocument,
): ExpectedChanges {
    const was = before.get(tenantId)?.rows ?? new Map<string, ExpectedRow>();
    const is = after.get(tenantId)?.rows ?? new Map<string, ExpectedRow>();
    const changes: ExpectedChanges = [];

    for (const [id, row] of is) {
        const earlier = was.get(id);
        if (earlier === undefined) {
            const [from = null] = [...before].filter(([, { rows }]) => rows.has(id)).map(([other]) => other);
            changes.push(line('new', id, from, standing(row)));
            continue;
        }
        const last = known(earlier);
        if (row.coverage === 'missing' && last !== 'missing') {
            changes.push(line('newlyMissing', id, last ?? 'unknown', standing(row)));
        }
        if (row.coverage === 'covered' && last === 'missing') {
            changes.push(line('recovered', id, standing(earlier), 'covered'));
        }
        if (earlier.quotaId !== null && row.quotaId !== null && earlier.quotaId !== row.quotaId) {
            changes.push(line('offer', id, earlier.quotaId, row.quotaId));
        }
    }
    for (const [id, row] of was) {
        if (is.has(id)) continue;
        const owner = document.tenants.find(({ subscriptions }) =>
            subscriptions.some(({ subscriptionId }) => subscriptionId === id),
        );
        changes.push(
            owner === undefined ? line('gone', id, standing(row), null) : line('moved', id, tenantId, owner.tenantId),
        );
    }
    return changes.sort();
}
