import { createHash } from 'node:crypto';
import type { Report } from '../report.ts';
import { guidedFunnels } from './funnel.ts';
import type { MissingRow } from './missing.ts';

/** What two reports that say the same have in common. */
export interface Fingerprint {
    /** In the order of the list, which is the same as long as the list is. */
    addMissing(row: MissingRow): void;
    /** Of the missing ones that were added, and of everything else that the report says. */
    of(said: Omit<Report, 'sameAs' | 'missing'> & { partialIds: readonly string[] }): string;
}

/**
 * The content without times: that everything is a week older is no news. Each part is written as JSON, so that no
 * name can pass for the end of one part and the beginning of the next.
 */
export function fingerprint(): Fingerprint {
    const hash = createHash('sha256');
    const add = (part: unknown) => hash.update(`${JSON.stringify(part)}\n`);
    return {
        addMissing: ({ tenantId, customerName, subscriptionId, displayName, reason }) => {
            add([tenantId, customerName, subscriptionId, displayName, reason]);
        },
        of: ({ totals, funnel, failed, endsSoon, attested, attestedProducts, partialIds }) => {
            add(['totals', Object.entries(totals).sort()]);
            add(['invites', Object.entries(funnel.byStatus).sort()]);
            add(['failed', failed.count, failed.items.map(({ tenantId, reason }) => [tenantId, reason])]);
            add(['partial', partialIds]);
            // When a role ends is what is told of it, and no time that passes.
            add(['ends', endsSoon.items.map((role) => [role.tenantId, role.subscriptionId, role.coveredUntil])]);
            add(['attested', attested.count, attested.items.map((link) => [link.tenantId, link.subscriptionId])]);
            // Nothing is added where nobody was invited for another product than Azure.
            for (const [product, came] of guidedFunnels(funnel)) add(['product', product, Object.entries(came).sort()]);
            if (attestedProducts.count > 0) {
                add(['said', attestedProducts.items.map(({ inviteId, state }) => [inviteId, state])]);
            }
            return hash.digest('hex');
        },
    };
}
