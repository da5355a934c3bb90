import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { ACEProvisioningManagementPartnerAPI } from '@azure/arm-managementpartner';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import { createDefaultHttpClient } from '@azure/core-rest-pipeline';
import { ClientSecretCredential } from '@azure/identity';

/** Of the sample tenants' partner. */
const CLIENT_ID = 'fc000000-0000-4000-8000-00000000000a';
const SCOPE = 'https://management.azure.com/.default';

/** One for all tenants, so that connections are kept. */
const httpClient = createDefaultHttpClient();

const objectIdIn = (token: string): string =>
    (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { oid: string }).oid;

/** Microsoft's clients on one tenant with nothing around them, signed in anew. */
export const bareTenant = (arm: string, tenantId: string) => {
    const credential = new ClientSecretCredential(tenantId, CLIENT_ID, 'local', {
        authorityHost: arm,
        disableInstanceDiscovery: true,
        httpClient,
    });
    const options = { endpoint: arm, credentialScopes: SCOPE, httpClient };
    // Only where its methods take no scope of their own does the subscription matter.
    const authorization = new AuthorizationManagementClient(credential, tenantId, options);
    return {
        principalId: async () => objectIdIn((await credential.getToken(SCOPE)).token),
        link: () => new ACEProvisioningManagementPartnerAPI(credential, options).partners.get(),
        subscriptions: async () => {
            const client = new SubscriptionClient(credential, {
                endpoint: arm,
                credentials: { scopes: [SCOPE] },
                httpClient,
            });
            const ids: string[] = [];
            for await (const { subscriptionId } of client.subscriptions.list()) ids.push(subscriptionId ?? '');
            return ids;
        },
        /** How many assignments stand at a subscription or above it. */
        roles: async (subscriptionId: string, principalId: string) => {
            const filter = `atScope() and assignedTo('${principalId}')`;
            const assignments = authorization.roleAssignments.listForScope(`subscriptions/${subscriptionId}`, {
                filter,
            });
            let count = 0;
            for await (const assignment of assignments) if (assignment.roleDefinitionId !== undefined) count += 1;
            return count;
        },
    };
};
