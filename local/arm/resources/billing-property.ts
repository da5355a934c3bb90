import { demand } from '../access/access.ts';
import { ArmError } from '../arm-error.ts';
import { ok, type Operation, type Route } from '../operation.ts';
import { subscriptionPath } from '../state/scopes.ts';
import type { Reply } from '../wire.ts';

const accountPath = (accountId: string): string =>
    accountId.startsWith('/') ? accountId : `/providers/Microsoft.Billing/billingAccounts/${accountId}`;

const get = ({ world, caller, scope, now }: Operation): Reply => {
    const id = `${subscriptionPath(scope.subscriptionId ?? '')}/providers/Microsoft.Billing/billingProperty/default`;
    demand(world, caller, scope, 'Microsoft.Billing/billingProperty/read', now, id);
    const billing = world.subscription(scope.subscriptionId ?? '')?.row.billing;
    if (billing === undefined || billing === null) {
        throw new ArmError(
            404,
            'NotFound',
            `The billing property of subscription '${scope.subscriptionId ?? ''}' was not found.`,
        );
    }
    return ok({
        id,
        name: 'default',
        type: 'Microsoft.Billing/billingProperty',
        properties: {
            billingAccountAgreementType: billing.agreementType,
            billingAccountId: accountPath(billing.accountId),
        },
    });
};

export const billingPropertyRoutes: Route[] = [
    {
        method: 'GET',
        path: /^(?<scope>\/subscriptions\/[^/]+)\/providers\/Microsoft\.Billing\/billingProperty\/default$/i,
        versions: ['2024-04-01'],
        rate: 'subscription-reads',
        handle: get,
    },
];
