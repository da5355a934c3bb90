import type { HttpRequest } from '@azure/functions';
import type { MissingSubscription, SubscriptionStore } from '../ports/subscription-store.ts';
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
] as const satisfies (keyof MissingSubscription)[];

const ROWS_AT_ONCE = 1_000;

/** Whether CSV is what the caller named first; JSON is the rule. */
export function wantsCsv(request: HttpRequest): boolean {
    const ranges = (request.headers.get('accept') ?? '').split(',').map((range) => range.split(';')[0]?.trim());
    return ranges.find((range) => range === 'text/csv' || range === 'application/json') === 'text/csv';
}

/** All that is missing, for a spreadsheet. */
export async function missingAsCsv(subscriptions: Pick<SubscriptionStore, 'missing'>): Promise<Answer> {
    const parts = [csvOf<MissingSubscription>(COLUMNS, [], { header: true })];
    let continuation: string | undefined;
    do {
        const page = await subscriptions.missing({ limit: ROWS_AT_ONCE, continuation });
        parts.push(csvOf(COLUMNS, page.items, { header: false }));
        continuation = page.continuation;
    } while (continuation !== undefined);
    return {
        status: 200,
        headers: {
            'content-type': 'text/csv; charset=utf-8',
            'content-disposition': 'attachment; filename="missing-partners.csv"',
        },
        body: parts.join(''),
    };
}
