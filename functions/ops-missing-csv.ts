import { csvFile } from '../shared/http/csv-file.ts';
import type { OpsPageDependencies } from '../shared/http/ops/ops-answer.ts';
import type { OpsHandler } from '../shared/http/ops/ops-scope.ts';
import { missingQuery, readOpsQuery } from '../shared/http/ops/queries.ts';
import { reportCsv } from '../shared/http/report-csv.ts';
import type { Clock } from '../shared/ports/clock.ts';

export type OpsFileDependencies = OpsPageDependencies & { clock: Clock };

/** `GET /api/ops/missing.csv`: everything that is missing and fits the query, for a spreadsheet. */
export const getMissingCsv =
    ({ opsReads, clock }: OpsFileDependencies): OpsHandler =>
    async (request) => {
        const { reason, tenantId, search } = readOpsQuery(missingQuery, request);
        const now = clock.now().toISOString();
        const parts = [reportCsv.header()];
        for await (const rows of opsReads.everyMissing({ reason, tenantId, search })) {
            parts.push(reportCsv.lines(rows, now));
        }
        return csvFile(`missing-partners-${now.slice(0, 10)}.csv`, parts, { marked: true });
    };
