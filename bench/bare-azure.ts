import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { ACEProvisioningManagementPartnerAPI } from '@azure/arm-managementpartner';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import { ClientSecretCredential } from '@azure/identity';
import type { BenchTenant } from './world.ts';

/** Of the sample tenants' partner. */
const CLIENT_ID = 'fc000000-0000-4000-8000-00000000000a';
const SCOPE = 'https://management.azure.com/.default';

/** Microsoft's clients on one tenant with nothing around them, signed in anew. */
export const bareTenant = (arm: string, { tenantId, objectId }: Omit<BenchTenant, 'subscriptionIds'>) => {
    const credential = new ClientSecretCredential(tenantId, CLIENT_ID, 'local', {
        authorityHost: arm,
        disableInstanceDiscovery: true,
    });
    const options = { endpoint: arm, credentialScopes: SCOPE };
    // Only where its methods take no scope of their own does the subscription matter.
    const authorization = new AuthorizationManagementClient(credential, tenantId, options);
    return {
        link: () => new ACEProvisioningManagementPartnerAPI(credential, options).partners.get(),
        subscriptions: async () => {
            const client = new SubscriptionClient(credential, { endpoint: arm, credentials: { scopes: [SCOPE] } });
            const ids: string[] = [];
            for await (const { subscriptionId } of client.subscriptions.list()) ids.push(subscriptionId ?? '');
            return ids;
        },
        roles: async (subscriptionId: string) => {
            const filter = `atScope() and assignedTo('${objectId}')`;
            const assignments = authorization.roleAssignments.listForScope(`subscriptions/${subscriptionId}`, {
                filter,
            });
            let count = 0;
            for await (const assignment of assignments) if (assignment.roleDefinitionId !== undefined) count += 1;
            return count;
        },
    };
};
