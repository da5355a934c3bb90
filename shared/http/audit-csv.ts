import type { HttpRequest } from '@azure/functions';
import { listed } from '../domain/report/listed.ts';
import type { ListedMissing } from '../domain/report/listed.ts';
import type { CustomerStore } from '../ports/customer-store.ts';
import type { SubscriptionStore } from '../ports/subscription-store.ts';
import { discoveriesOf } from '../use-cases/audit/discoveries.ts';
import { csvFile } from './csv-file.ts';
import { csvOf } from './csv-out.ts';
import type { Answer } from './respond.ts';

const COLUMNS = [
    'tenantId',
    'customerName',
    'subscriptionId',
    'displayName',
    'reason',
    'nextStep',
    'firstSeenAt',
    'missingSince',
    'discovery',
] as const satisfies (keyof ListedMissing)[];

const ROWS_AT_ONCE = 1_000;

/** Whether CSV is what the caller named first; JSON is the rule. */
export function wantsCsv(request: HttpRequest): boolean {
    const ranges = (request.headers.get('accept') ?? '').split(',').map((range) => range.split(';')[0]?.trim());
    return ranges.find((range) => range === 'text/csv' || range === 'application/json') === 'text/csv';
}

/** All that is missing, for a spreadsheet. */
export async function missingAsCsv({
    subscriptions,
    customers,
}: {
    subscriptions: Pick<SubscriptionStore, 'missing'>;
    customers: Pick<CustomerStore, 'all'>;
}): Promise<Answer> {
    const rowOf = listed(await discoveriesOf(customers));
    const parts = [csvOf<ListedMissing>(COLUMNS, [], { header: true })];
    let continuation: string | undefined;
    do {
        const page = await subscriptions.missing({ limit: ROWS_AT_ONCE, continuation });
        parts.push(csvOf(COLUMNS, page.items.map(rowOf), { header: false }));
        continuation = page.continuation;
    } while (continuation !== undefined);
    return csvFile('missing-partners.csv', parts);
}
