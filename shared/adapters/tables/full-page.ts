import type { Page, Stored } from '../../ports/store.ts';
import type { Row, Table } from './table.ts';

/**
 * A page that is full unless it is the last: Table Storage may end one early, even empty, at the
 * border of a partition or after some seconds.
 */
export async function fullPage(
    table: Table,
    query: { filter: string; limit: number; continuation?: string | undefined; select?: readonly string[] },
): Promise<Page<Stored<Row>>> {
    const items: Stored<Row>[] = [];
    let continuation = query.continuation;
    do {
        const page = await table.page({ ...query, limit: query.limit - items.length, continuation });
        items.push(...page.items);
        continuation = page.continuation;
    } while (continuation !== undefined && items.length < query.limit);
    return { items, ...(continuation === undefined ? {} : { continuation }) };
}

/** The same page with each row as what it stands for. */
export const mapPage = <From, To>(page: Page<From>, to: (item: From) => To): Page<To> => ({
    items: page.items.map(to),
    ...(page.continuation === undefined ? {} : { continuation: page.continuation }),
});
