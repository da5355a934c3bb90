import type { HttpMethod } from '@azure/functions';
import type { Container } from '../shared/container.ts';
import { late } from '../shared/http/late.ts';
import type { Handler } from '../shared/http/route.ts';
import type * as PartnerApi from './partner-api.ts';

/** Every route of the partner's API: see {@link late}. */
export function registerApi(container: Container): void {
    const { audit, records, report } = container;
    const api = () => import('./partner-api.ts');
    const route = (name: string, method: HttpMethod, path: string, pick: (api: typeof PartnerApi) => Handler): void =>
        container.partnerRoute(
            name,
            method,
            path,
            late(async () => pick(await api())),
        );

    route('invites-post', 'POST', 'invites', ({ postInvite }) => postInvite(container));
    route('invites-batch', 'POST', 'invites/batch', ({ postInviteBatch }) => postInviteBatch(container));
    route('invites-list', 'GET', 'invites', ({ getInvites }) => getInvites(container));
    route('invites-get', 'GET', 'invites/{id}', ({ getOneInvite }) => getOneInvite(container));
    route('invites-resend', 'POST', 'invites/{id}/resend', ({ postResend }) => postResend(container));
    route('invites-retry', 'POST', 'invites/{id}/retry', ({ postRetry }) => postRetry(container));
    route('invites-proof', 'PUT', 'invites/{id}/proof', ({ putProof }) => putProof(container));
    route('invites-delete', 'DELETE', 'invites/{id}', ({ deleteInvite }) => deleteInvite(container));
    route('dead-letters-list', 'GET', 'dead-letters', ({ getDeadLetters }) => getDeadLetters(container));
    route('dead-letters-retry', 'POST', 'dead-letters/{id}/retry', ({ postDeadLetterRetry }) =>
        postDeadLetterRetry(container),
    );
    route('health-details', 'GET', 'health/details', ({ getHealthDetails }) => getHealthDetails(container));
    route('report-get', 'GET', 'report', ({ getReport }) => getReport(report));
    route('report-post', 'POST', 'report', ({ postReport }) => postReport(report));
    route('customers-get', 'GET', 'customers/{tenantId}', ({ getCustomer }) =>
        getCustomer({ ...audit.customerRoutes, autoInvites: container.autoInvites }),
    );
    route('customers-delete', 'DELETE', 'customers/{tenantId}', ({ deleteCustomer }) => deleteCustomer(records));
    route('evidence-get', 'GET', 'evidence', ({ getEvidence }) => getEvidence(records));
    route('customers-put', 'PUT', 'customers/{tenantId}', ({ putCustomer }) => putCustomer(audit.customerRoutes));
    route('customers-list', 'GET', 'customers', ({ listCustomers }) => listCustomers(audit.customerRoutes));
    route('customers-batch', 'POST', 'customers/batch', ({ putCustomers }) => putCustomers(audit.customerRoutes));
    route('subscriptions-list', 'GET', 'subscriptions', ({ listSubscriptions }) => listSubscriptions(audit));
    route('subscriptions-get', 'GET', 'subscriptions/{subscriptionId}', ({ getSubscription }) =>
        getSubscription(audit),
    );
    route('audit-get', 'GET', 'audit', ({ getAudit }) => getAudit(audit));
    route('audit-runs-start', 'POST', 'audit/runs', ({ startRun }) => startRun(audit));
    route('audit-runs-get', 'GET', 'audit/runs/{id}', ({ getRun }) => getRun(audit));
}
