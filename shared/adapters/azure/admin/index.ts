import type { Config } from '../../../config.ts';
import type { AdminAzureFor } from '../../../ports/admin-azure.ts';
import { armFor } from './arm-client.ts';
import { assignments } from './assignments.ts';
import { managementGroups } from './management-groups.ts';
import { rights } from './rights.ts';
import { subscriptions } from './subscriptions.ts';

/** Azure Resource Manager as a signed-in person of the customer, with their own token. */
export const adminAzure = (config: Config): AdminAzureFor => {
    const armOf = armFor(config);
    return (tenantId, accessToken) => {
        const arm = armOf(accessToken);
        const tenant = tenantId.toLowerCase();
        return {
            ...rights(arm, tenant),
            ...subscriptions(arm, tenant),
            ...managementGroups(arm, tenant),
            ...assignments(arm),
        };
    };
};
