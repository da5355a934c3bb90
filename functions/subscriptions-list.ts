import { subscriptionJson, subscriptionQuery } from '../shared/http/audit-json.ts';
import { readQuery } from '../shared/http/parse.ts';
import { json } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import type { AuditDeps } from '../shared/use-cases/audit/audit-deps.ts';

/** `GET /api/subscriptions`: by coverage and tenant. */
export const listSubscriptions =
    ({ subscriptions }: Pick<AuditDeps, 'subscriptions'>): Handler =>
    async (request) => {
        const { items, continuation } = await subscriptions.list(readQuery(subscriptionQuery, request));
        return json(200, { items: items.map(subscriptionJson), continuation });
    };
