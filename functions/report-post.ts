import type { Handler } from '../shared/http/route.ts';
import type { ReportDeps } from '../shared/use-cases/report/deps.ts';
import { requestReport } from '../shared/use-cases/report/request-report.ts';

/** `POST /api/report`: has the report mailed now. */
export const postReport =
    (deps: ReportDeps): Handler =>
    async (_request, { log }) => {
        await requestReport(deps, log);
        return { status: 202 };
    };
