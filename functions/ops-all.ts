import { late } from '../shared/http/late.ts';
import { opsRoute } from '../shared/http/ops/ops-route.ts';
import type { OpsHandler } from '../shared/http/ops/ops-scope.ts';
import type { OpsAuditsStartDependencies } from './ops-audits-start.ts';
import type { OpsDeadLetterDependencies } from './ops-dead-letters-retry.ts';
import type { OpsInviteSendDependencies } from './ops-invite-one-send.ts';
import type * as OpsPages from './ops-pages.ts';

export type OpsDependencies = OpsAuditsStartDependencies & OpsDeadLetterDependencies & OpsInviteSendDependencies;

type Route = Parameters<typeof opsRoute>[3];

/** Every operations page, and what is posted from them: see {@link late}. */
export function registerOps(deps: OpsDependencies): void {
    const pages = () => import('./ops-pages.ts');
    const route = (
        name: string,
        method: 'GET' | 'POST',
        path: Route,
        pick: (pages: typeof OpsPages) => (deps: OpsDependencies) => OpsHandler,
    ) =>
        opsRoute(
            deps.opsAccess,
            name,
            method,
            path,
            late(async () => pick(await pages())(deps)),
        );

    route('ops-overview', 'GET', 'ops', ({ getOverview }) => getOverview);
    route('ops-missing', 'GET', 'ops/missing', ({ getMissing }) => getMissing);
    route('ops-missing-csv', 'GET', 'ops/missing.csv', ({ getMissingCsv }) => getMissingCsv);
    route('ops-customers', 'GET', 'ops/customers', ({ getCustomers }) => getCustomers);
    route('ops-customer', 'GET', 'ops/customers/{tenantId}', ({ getCustomer }) => getCustomer);
    route('ops-invites', 'GET', 'ops/invites', ({ getInvites }) => getInvites);
    route('ops-invites-csv', 'GET', 'ops/invites.csv', ({ getInvitesCsv }) => getInvitesCsv);
    route('ops-invite', 'GET', 'ops/invites/{id}', ({ getInvite }) => getInvite);
    route('ops-invite-act', 'POST', 'ops/invites/{id}/{action}', ({ postInviteAction }) => postInviteAction);
    route('ops-invite-one', 'GET', 'ops/invite-one', ({ getInviteOne }) => getInviteOne);
    route('ops-invite-one-send', 'POST', 'ops/invite-one', ({ postInviteOne }) => postInviteOne);
    route('ops-invite-many', 'GET', 'ops/invite-many', ({ getInviteMany }) => getInviteMany);
    route('ops-invite-many-preview', 'POST', 'ops/invite-many', ({ postInviteMany }) => postInviteMany);
    route('ops-invite-many-send', 'POST', 'ops/invite-many/send', ({ postInviteManySend }) => postInviteManySend);
    route('ops-audits', 'GET', 'ops/audits', ({ getAudits }) => getAudits);
    route('ops-audits-start', 'POST', 'ops/audits', ({ postAudits }) => postAudits);
    route('ops-audit', 'GET', 'ops/audits/{id}', ({ getAudit }) => getAudit);
    route('ops-dead-letters', 'GET', 'ops/dead-letters', ({ getDeadLetters }) => getDeadLetters);
    route('ops-dead-letters-retry', 'POST', 'ops/dead-letters/{id}/retry', ({ postRetry }) => postRetry);
}
