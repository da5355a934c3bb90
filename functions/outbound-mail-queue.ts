import { queueFunction } from '../shared/queue/queue-function.ts';
import type { QueueDependencies } from '../shared/queue/queue-function.ts';
import type { ReportDeps } from '../shared/use-cases/report/deps.ts';
import { sendReport } from '../shared/use-cases/report/send-report.ts';
import { sendMail } from '../shared/use-cases/mail/send-mail.ts';
import type { SendMailDependencies } from '../shared/use-cases/mail/send-mail.ts';

/** Sends one mail: of an invite, or a report. */
export const registerOutboundMail = (deps: QueueDependencies & SendMailDependencies & { report: ReportDeps }): void =>
    queueFunction('outbound-mail', 'outbound-mail', deps, (message, log) =>
        message.kind === 'report' ? sendReport(deps.report, message, log) : sendMail(deps, message, log),
    );
