import type { Config } from '../../config.ts';
import { lazily } from '../../lazily.ts';
import type { AdminAzure, AdminAzureFor } from '../../ports/admin-azure.ts';

/** ARM as a signed-in person of the customer: what asks it is loaded with the first of them. */
export function lateAdminAzure(config: Config): AdminAzureFor {
    const loaded = lazily(async () => (await import('./admin/index.ts')).adminAzure(config));

    return (tenantId, accessToken): AdminAzure => {
        const admin = lazily(async () => (await loaded())(tenantId, accessToken));
        return {
            mayAssign: async (scope) => await (await admin()).mayAssign(scope),
            mayUnassign: async (scope) => await (await admin()).mayUnassign(scope),
            couldActivate: async (scope) => await (await admin()).couldActivate(scope),
            subscription: async (subscriptionId) => await (await admin()).subscription(subscriptionId),
            subscriptions: async function* () {
                yield* (await admin()).subscriptions();
            },
            managementGroups: async (limit) => await (await admin()).managementGroups(limit),
            assignedRoles: async (scope, principalId) => await (await admin()).assignedRoles(scope, principalId),
            assign: async (scope, grant) => await (await admin()).assign(scope, grant),
            unassign: async (assignmentId) => {
                await (await admin()).unassign(assignmentId);
            },
        };
    };
}
