import { app } from '@azure/functions';
import { parseConfig } from '../shared/config.ts';
import { buildContainer } from '../shared/container.ts';
import { startTelemetry } from '../shared/telemetry.ts';
import { watchInvocations } from '../shared/telemetry/hooks.ts';
import { registerAttach } from './attach-queue.ts';
import { registerApi } from './api-all.ts';
import { registerAuditTenant } from './audit-tenant-queue.ts';
import { registerDeadLetterQueues } from './dead-letters-queues.ts';
import { registerHealth } from './health-get.ts';
import { registerMailEventsPost } from './mail-events-post.ts';
import { registerOps } from './ops-all.ts';
import { registerOutboundMail } from './outbound-mail-queue.ts';
import { registerPages } from './pages-all.ts';
import { registerPartnerKey } from './partner-key.ts';
import { registerReconcile } from './reconcile-timer.ts';
import { registerRemind } from './remind-timer.ts';
import { registerReportTimer } from './report-timer.ts';
import { registerRetention } from './retention-timer.ts';
import { registerSweep } from './sweep-timer.ts';

const config = parseConfig();
const telemetry = startTelemetry(config.telemetry);
watchInvocations(telemetry);
const container = buildContainer(config, telemetry.isOn ? telemetry : undefined);

registerApi(container);
registerPages(container);
registerMailEventsPost(container);
registerOutboundMail(container);
registerAttach(container);
registerDeadLetterQueues(container);
registerOps(container);
registerSweep(container);
registerRemind(container);
registerHealth(container);
registerAuditTenant(container.audit);
registerReconcile(container.audit);
registerReportTimer(container.report);
registerRetention(container.records);
if (container.asksHostForKeys) registerPartnerKey();

app.hook.appTerminate(async () => {
    await container.close();
    await telemetry.close();
});
