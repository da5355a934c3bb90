import { AppError } from '../shared/domain/errors.ts';
import { missingAsCsv, wantsCsv } from '../shared/http/audit-csv.ts';
import { runJson } from '../shared/http/audit-json.ts';
import { pageOnly } from '../shared/http/page-query.ts';
import { readQuery } from '../shared/http/parse.ts';
import { json } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import type { AuditDeps } from '../shared/use-cases/audit/audit-deps.ts';

type AuditRouteDeps = Pick<AuditDeps, 'audits' | 'customers' | 'subscriptions'>;

/** `GET /api/audit`: the latest finished run, its totals and what is missing, new ones first; JSON or CSV. */
export const getAudit =
    ({ audits, customers, subscriptions }: AuditRouteDeps): Handler =>
    async (request) => {
        const page = readQuery(pageOnly, request);
        const run = await audits.latestFinished();
        if (run === undefined || run.result === null) {
            throw new AppError(
                'not-found',
                'No audit has finished yet: start one with POST /api/audit/runs and follow its Location.',
            );
        }
        if (wantsCsv(request)) return await missingAsCsv({ subscriptions, customers });
        const { items, continuation } = await subscriptions.missing(page);
        const { totals } = run.result;
        return json(200, { run: await runJson({ audits, customers }, run), totals, missing: items, continuation });
    };
