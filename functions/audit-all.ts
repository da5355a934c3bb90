import type { AuditModule } from '../shared/audit-module.ts';
import type { PartnerRoute } from '../shared/http/partner-api/partner-route.ts';
import { registerAuditGet } from './audit-get.ts';
import { registerAuditRunsGet } from './audit-runs-get.ts';
import { registerAuditRunsStart } from './audit-runs-start.ts';
import { registerAuditTenant } from './audit-tenant-queue.ts';
import { registerCustomersBatch } from './customers-batch.ts';
import { registerCustomersList } from './customers-list.ts';
import { registerCustomersPut } from './customers-put.ts';
import { registerReconcile } from './reconcile-timer.ts';
import { registerSubscriptionsGet } from './subscriptions-get.ts';
import { registerSubscriptionsList } from './subscriptions-list.ts';

/** Every trigger of customers and audit. */
export function registerAudit(audit: AuditModule, partnerRoute: PartnerRoute): void {
    registerCustomersPut(audit.customerRoutes, partnerRoute);
    registerCustomersList(audit.customerRoutes, partnerRoute);
    registerCustomersBatch(audit.customerRoutes, partnerRoute);
    registerSubscriptionsList(audit, partnerRoute);
    registerSubscriptionsGet(audit, partnerRoute);
    registerAuditGet(audit, partnerRoute);
    registerAuditRunsStart(audit, partnerRoute);
    registerAuditRunsGet(audit, partnerRoute);
    registerAuditTenant(audit);
    registerReconcile(audit);
}
