import { AppError } from '../shared/domain/errors.ts';
import { subscriptionOf, subscriptionWithHistory } from '../shared/http/audit-json.ts';
import { json } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import type { AuditDeps } from '../shared/use-cases/audit/audit-deps.ts';

/** `GET /api/subscriptions/{subscriptionId}`: where it stands, and what became of it over time. */
export const getSubscription =
    ({ subscriptions }: Pick<AuditDeps, 'subscriptions'>): Handler =>
    async (request) => {
        const found = await subscriptions.find(subscriptionOf(request.params));
        if (found === undefined) throw new AppError('not-found', 'No audit has seen a subscription with this ID.');
        return json(200, subscriptionWithHistory(found.record, found.goneAt));
    };
