import { app } from '@azure/functions';
import { logOver } from '../shared/invocation-log.ts';
import type { ReportDeps } from '../shared/use-cases/report/deps.ts';
import { requestScheduledReport } from '../shared/use-cases/report/request-report.ts';

/** Has the report mailed on schedule. */
export const registerReportTimer = (deps: ReportDeps & { schedule: string }): void =>
    app.timer('report', {
        schedule: deps.schedule,
        handler: async (_timer, context) => {
            await requestScheduledReport(deps, logOver(context));
        },
    });
