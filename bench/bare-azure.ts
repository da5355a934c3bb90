import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { ACEProvisioningManagementPartnerAPI } from '@azure/arm-managementpartner';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import { createDefaultHttpClient, createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import { ClientSecretCredential } from '@azure/identity';
import { REQUEST_TIMEOUT_MS } from '../shared/adapters/azure/request-limits.ts';

/** Of the sample tenants' partner. */
const CLIENT_ID = 'fc000000-0000-4000-8000-00000000000a';
const SCOPE = 'https://management.azure.com/.default';

/** One for all tenants, so that connections are kept. */
const httpClient = createDefaultHttpClient();

const objectIdIn = (token: string): string =>
    (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { oid: string }).oid;

/** Nothing waits for an answer for ever. */
const timed = { requestOptions: { timeout: REQUEST_TIMEOUT_MS } };

const assignedTo = (principalId: string) => ({ ...timed, filter: `atScope() and assignedTo('${principalId}')` });

const countOf = async (assignments: AsyncIterable<{ roleDefinitionId?: string }>): Promise<number> => {
    let count = 0;
    for await (const { roleDefinitionId } of assignments) if (roleDefinitionId !== undefined) count += 1;
    return count;
};

/** Microsoft's clients on one tenant with nothing around them, signed in anew. */
export const bareTenant = (arm: string, tenantId: string) => {
    const credential = new ClientSecretCredential(tenantId, CLIENT_ID, 'local', {
        authorityHost: arm,
        disableInstanceDiscovery: true,
        httpClient,
    });
    // As the clients ask, so that MSAL has one token for all of them.
    const tokenOf = async () => (await credential.getToken(SCOPE, { enableCae: true })).token;
    const options = { endpoint: arm, credentialScopes: SCOPE, httpClient };
    // Only where its methods take no scope of their own does the subscription matter.
    const authorization = new AuthorizationManagementClient(credential, tenantId, options);
    return {
        principalId: async () => objectIdIn(await tokenOf()),
        link: () => new ACEProvisioningManagementPartnerAPI(credential, options).partners.get(timed),
        subscriptions: async () => {
            const client = new SubscriptionClient(credential, {
                endpoint: arm,
                credentials: { scopes: [SCOPE] },
                httpClient,
            });
            const ids: string[] = [];
            for await (const { subscriptionId } of client.subscriptions.list(timed)) ids.push(subscriptionId ?? '');
            return ids;
        },
        /** How many assignments stand at a subscription or above it. */
        roles: (subscriptionId: string, principalId: string) =>
            countOf(
                authorization.roleAssignments.listForScope(`subscriptions/${subscriptionId}`, assignedTo(principalId)),
            ),
        /** Under what a subscription is bought: no SDK speaks the version of the API that tells it. */
        agreement: async (subscriptionId: string): Promise<number> => {
            const url = `${arm}/subscriptions/${subscriptionId}/providers/Microsoft.Billing/billingProperty/default?api-version=2024-04-01`;
            const headers = createHttpHeaders({ authorization: `Bearer ${await tokenOf()}` });
            return (await httpClient.sendRequest(createPipelineRequest({ url, headers, timeout: REQUEST_TIMEOUT_MS })))
                .status;
        },
        /** The same of any scope, with when each ends: what is told of that is told here alone. */
        rolesWithEnds: (scope: string, principalId: string) =>
            countOf(authorization.roleAssignmentScheduleInstances.listForScope(scope, assignedTo(principalId))),
    };
};
