import { AppError } from '../shared/domain/errors.ts';
import type { Report } from '../shared/domain/report.ts';
import { preferred } from '../shared/http/accept.ts';
import { page } from '../shared/http/page.ts';
import { readQuery } from '../shared/http/parse.ts';
import { csvReport, noQuery } from '../shared/http/report-answers.ts';
import { json } from '../shared/http/respond.ts';
import { ENGLISH } from '../shared/views/languages/language.ts';
import type { Handler } from '../shared/http/route.ts';
import { buildReport } from '../shared/use-cases/report/build-report.ts';
import type { ReportDeps } from '../shared/use-cases/report/deps.ts';
import { reportPage } from '../shared/views/report/report-page.ts';

export type ReportGetDeps = Pick<ReportDeps, 'source' | 'reports' | 'list' | 'clock'> & {
    partner: { name: string; contact: string };
};

const requireReport = async ({ source, reports, clock }: ReportGetDeps): Promise<Report> => {
    const built = await buildReport(source, await reports.last(), clock.now());
    if (built !== undefined) return built.report;
    throw new AppError(
        'not-found',
        'No audit has finished yet: start one with POST /api/audit/runs and follow its Location.',
    );
};

/** `GET /api/report`: the report as it would go out now; JSON, a page, or what is missing as CSV. */
export const getReport =
    (deps: ReportGetDeps): Handler =>
    async (request) => {
        readQuery(noQuery, request);
        switch (preferred(request, ['application/json', 'text/html', 'text/csv'])) {
            case 'application/json':
                return json(200, await requireReport(deps));
            case 'text/html':
                return page(200, reportPage(await requireReport(deps), deps.partner, ENGLISH), ENGLISH);
            case 'text/csv':
                return await csvReport(deps);
        }
    };
