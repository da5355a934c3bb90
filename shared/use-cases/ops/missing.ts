import { countMissing } from '../../domain/ops/count-missing.ts';
import { firstOf } from '../../domain/ops/first-of.ts';
import type { MissingGlance } from '../../domain/ops/glance.ts';
import { PAGE_LENGTH } from '../../domain/ops/looked.ts';
import { MISSING_SORTS } from '../../domain/ops/missing-list.ts';
import type { MissingQuery, MissingSort } from '../../domain/ops/missing-list.ts';
import { fitsMissing, MISSING_KEY_PARTS, MISSING_ORDERS } from '../../domain/ops/missing-orders.ts';
import { cursorAfter, keyIn } from '../../domain/ops/order.ts';
import type { MissingRow } from '../../domain/report/missing.ts';
import type { OpsDeps } from './deps.ts';
import type { Made } from './glance.ts';

type Deps = Pick<OpsDeps, 'missing'>;
type Found = Omit<MissingGlance, 'counts' | 'isAudited'>;
export type MissingKey = `missing-${MissingSort}`;

export const MISSING_KEYS = MISSING_SORTS.map((sort): MissingKey => `missing-${sort}`);

/** One look takes so many requests at most, of a thousand rows each. */
const MOST_REQUESTS = 20;

const keyOf = ({ sort, cursor }: MissingQuery) =>
    cursor === undefined ? undefined : keyIn(MISSING_ORDERS[sort], cursor, MISSING_KEY_PARTS[sort]);

/** In the order in which they stand: goes on until a page is full; where it stopped early, the cursor goes on there. */
async function walk({ missing }: Deps, query: MissingQuery): Promise<Found> {
    const order = MISSING_ORDERS.newest;
    const fits = fitsMissing(query);
    const items: MissingRow[] = [];
    let [searched, requests] = [0, 0];
    let last: MissingRow | undefined;
    const { reason, tenantId, search } = query;
    const length = search === undefined ? PAGE_LENGTH + 1 : undefined;
    for await (const rows of missing.pages({ reason, tenantId, after: keyOf(query) }, length)) {
        for (const row of rows) {
            const isFull = items.length === PAGE_LENGTH;
            const isWanted = fits(row);
            if (isFull && isWanted) {
                const cursor = cursorAfter(order, items[PAGE_LENGTH - 1] ?? row);
                return { items, cursor, found: null, looked: { searched, isComplete: true } };
            }
            if (isWanted) items.push(row);
            searched += 1;
            last = row;
        }
        requests += 1;
        if (requests === MOST_REQUESTS) {
            const cursor = last === undefined ? null : cursorAfter(order, last);
            return { items, cursor, found: null, looked: { searched, isComplete: false } };
        }
    }
    return { items, cursor: null, found: null, looked: { searched, isComplete: true } };
}

/** In another order: all have to be looked at, as far as one look goes. */
async function gather({ missing }: Deps, query: MissingQuery): Promise<Found> {
    const { reason, tenantId } = query;
    const fits = fitsMissing(query);
    const first = firstOf(MISSING_ORDERS[query.sort], PAGE_LENGTH, keyOf(query));
    let [searched, requests] = [0, 0];
    let isComplete = true;
    for await (const rows of missing.pages({ reason, tenantId })) {
        if (requests === MOST_REQUESTS) {
            isComplete = false;
            break;
        }
        for (const row of rows) if (fits(row)) first.add(row);
        searched += rows.length;
        requests += 1;
    }
    return { ...first.result(), looked: { searched, isComplete } };
}

export const findMissing = (deps: Deps, query: MissingQuery): Promise<Found> =>
    query.sort === 'newest' ? walk(deps, query) : gather(deps, query);

/** Everything that is missing, looked at once for all the orders; what is kept of it does not grow with it. */
export const makeMissing =
    ({ missing, audits }: Deps & Pick<OpsDeps, 'audits'>, mark: string) =>
    async (_before: unknown, now: Date): Promise<Made<MissingKey>> => {
        // Asked first: what an audit found that finishes meanwhile is looked at below, or by the next sweep.
        const isAudited = (await audits.latestFinished()) !== undefined;
        const counts = countMissing(now.toISOString());
        const firsts = MISSING_SORTS.map((sort) => ({ sort, first: firstOf(MISSING_ORDERS[sort], PAGE_LENGTH) }));
        for await (const rows of missing.pages({})) {
            for (const row of rows) {
                counts.add(row);
                for (const { first } of firsts) first.add(row);
            }
        }
        const counted = counts.result();
        const contents = firsts.map(({ sort, first }): [MissingKey, MissingGlance] => [
            `missing-${sort}`,
            { ...first.result(), counts: counted, isAudited, looked: { searched: counted.count, isComplete: true } },
        ]);
        return { mark, contents: Object.fromEntries(contents) as Record<MissingKey, MissingGlance> };
    };
