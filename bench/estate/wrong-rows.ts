import { z } from 'zod';
import type { Estate } from '../../local/estate/generate-estate.ts';
import { DEFAULT_EXCLUDED_OFFERS } from '../../shared/config/settings.ts';
import { makeOracle } from '../../test/support/oracle.ts';
import type { Stack } from '../stack.ts';
import { PARTNER_ID } from '../world.ts';

const rowShape = z.looseObject({
    tenantId: z.string(),
    subscriptionId: z.string(),
    coverage: z.string(),
    reason: z.string().nullish(),
});

const listShape = z.looseObject({ items: z.array(rowShape), continuation: z.string().optional() });

/** What the oracle says of each row of an estate. */
const expectedRows = ({ document, customers }: Estate): Map<string, string> => {
    const oracle = makeOracle(document, {
        now: new Date(),
        defaultPartnerId: PARTNER_ID,
        excludedOffers: DEFAULT_EXCLUDED_OFFERS,
    });
    const expected = new Map<string, string>();
    for (const { tenantId, partnerId } of customers) {
        const customer = partnerId === undefined ? { tenantId } : { tenantId, partnerId };
        for (const [id, row] of oracle.expectTenant(customer).rows) {
            expected.set(`${tenantId}|${id}`, `${row.coverage}|${row.reason ?? ''}`);
        }
    }
    return expected;
};

/** Counts the rows that are not as the oracle says, are not there, or should not be. */
export const wrongRows = async (stack: Stack, estate: Estate): Promise<number> => {
    const expected = expectedRows(estate);
    let wrong = 0;
    let continuation: string | undefined;
    do {
        const more = continuation === undefined ? '' : `&continuation=${encodeURIComponent(continuation)}`;
        const page = listShape.parse(JSON.parse(await stack.api(200, 'GET', `/api/subscriptions?limit=1000${more}`)));
        for (const { tenantId, subscriptionId, coverage, reason } of page.items) {
            const key = `${tenantId}|${subscriptionId}`;
            if (expected.get(key) !== `${coverage}|${reason ?? ''}`) wrong += 1;
            expected.delete(key);
        }
        continuation = page.continuation;
    } while (continuation !== undefined);
    return wrong + expected.size;
};
