import { listSubscriptions } from '../shared/http/audit-routes.ts';
import { partnerRoute } from '../shared/http/route.ts';
import type { AuditDeps } from '../shared/use-cases/audit-deps.ts';

/** `GET /api/subscriptions` */
export const registerSubscriptionsList = (deps: Pick<AuditDeps, 'subscriptions'>) =>
    partnerRoute('subscriptions-list', 'GET', 'subscriptions', listSubscriptions(deps));
