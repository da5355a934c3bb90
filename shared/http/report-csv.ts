import { daysBetween } from '../domain/days-between.ts';
import type { ListedMissing } from '../domain/report/listed.ts';
import type { ListWriter } from '../ports/report-composer.ts';
import { csvOf } from './csv-out.ts';

interface ListedRow extends ListedMissing {
    daysMissing: number;
}

const COLUMNS = [
    'tenantId',
    'customerName',
    'subscriptionId',
    'displayName',
    'reason',
    'missingSince',
    'daysMissing',
    'firstSeenAt',
    'nextStep',
    'discovery',
] as const satisfies (keyof ListedRow)[];

/** The list of what is missing as CSV, safe in a spreadsheet. */
export const reportCsv: ListWriter<ListedMissing> = {
    header: () => csvOf<ListedRow>(COLUMNS, [], { header: true }),
    lines: (rows, now) =>
        csvOf<ListedRow>(
            COLUMNS,
            rows.map((row) => ({ ...row, daysMissing: daysBetween(row.missingSince, now) })),
            { header: false },
        ),
};
