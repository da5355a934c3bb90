import { z } from 'zod';
import { listed } from '../domain/report/listed.ts';
import type { ListedMissing } from '../domain/report/listed.ts';
import type { Clock } from '../ports/clock.ts';
import type { ListWriter } from '../ports/report-composer.ts';
import type { ReportSource } from '../ports/report-source.ts';
import { csvFile } from './csv-file.ts';
import type { Answer } from './respond.ts';

/** The report takes no parameters. */
export const noQuery = z.strictObject({});

/** All that is missing now, for a spreadsheet. */
export async function csvReport({
    source,
    list,
    clock,
}: {
    source: Pick<ReportSource, 'missing' | 'discoveries'>;
    list: ListWriter<ListedMissing>;
    clock: Clock;
}): Promise<Answer> {
    const now = clock.now().toISOString();
    const rowOf = listed(await source.discoveries());
    const parts = [list.header()];
    for await (const rows of source.missing()) parts.push(list.lines(rows.map(rowOf), now));
    return csvFile(`missing-partners-${now.slice(0, 10)}.csv`, parts);
}
