import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { ACEProvisioningManagementPartnerAPI } from '@azure/arm-managementpartner';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import { ClientSecretCredential } from '@azure/identity';
import type { Exchange } from '../../../local/exchange.ts';
import { checkExchange } from '../../support/conformance.ts';
import { all, ARM_SCOPE, send, startDouble } from './environment.ts';
import { CLIENT_ID, contoso, SUPPORT_REQUEST_CONTRIBUTOR, TENANT } from './sample-ids.ts';

/** Where the suite runs: the double, or Azure itself where the environment names a principal that may read there. */
interface Target {
    armEndpoint: string;
    authorityHost: string;
    isLocal: boolean;
    tenantId: string;
    clientId: string;
    clientSecret: string;
    /** On which the principal holds Reader or more. */
    subscriptionId: string;
    close(): Promise<void>;
}

const realAzure = (): Target | undefined => {
    const {
        ARM_CONTRACT_TENANT_ID: tenantId,
        ARM_CONTRACT_CLIENT_ID: clientId,
        ARM_CONTRACT_CLIENT_SECRET: clientSecret,
        ARM_CONTRACT_SUBSCRIPTION_ID: subscriptionId,
    } = process.env;
    if (!tenantId || !clientId || !clientSecret || !subscriptionId) return undefined;
    return {
        armEndpoint: 'https://management.azure.com',
        authorityHost: 'https://login.microsoftonline.com',
        isLocal: false,
        tenantId,
        clientId,
        clientSecret,
        subscriptionId,
        close: () => Promise.resolve(),
    };
};

const localDouble = async (): Promise<Target> => {
    const { url, close } = await startDouble();
    return {
        armEndpoint: url,
        authorityHost: url,
        isLocal: true,
        tenantId: contoso(TENANT),
        clientId: CLIENT_ID,
        clientSecret: 'local',
        subscriptionId: contoso('a1'),
        close,
    };
};

describe('what a principal may read, in Azure as in the double', () => {
    let target: Target;
    const exchanges: Exchange[] = [];

    beforeAll(async () => {
        target = realAzure() ?? (await localDouble());
    });
    afterEach(() => {
        expect(exchanges.splice(0).flatMap((exchange) => checkExchange(exchange))).toEqual([]);
    });
    afterAll(() => target.close());

    // Keeps what goes over the wire, so that the same rules are held against the real service.
    const capture: PipelinePolicy = {
        name: 'capture',
        async sendRequest(request, next) {
            const response = await next(request);
            exchanges.push({
                service: 'arm',
                at: new Date().toISOString(),
                request: {
                    method: request.method,
                    url: request.url,
                    headers: request.headers.toJSON(),
                    body: typeof request.body === 'string' ? request.body : '',
                },
                response: {
                    status: response.status,
                    headers: response.headers.toJSON(),
                    body: response.bodyAsText ?? '',
                },
            });
            return response;
        },
    };

    const credential = (secret = target.clientSecret) =>
        new ClientSecretCredential(target.tenantId, target.clientId, secret, {
            authorityHost: target.authorityHost,
            disableInstanceDiscovery: target.isLocal,
        });
    const options = () => ({
        endpoint: target.armEndpoint,
        credentialScopes: ARM_SCOPE,
        additionalPolicies: [{ policy: capture, position: 'perRetry' as const }],
    });
    const scope = () => `/subscriptions/${target.subscriptionId}`;
    const authorization = () => new AuthorizationManagementClient(credential(), target.subscriptionId, options());

    it('the subscription is in the list and can be read by itself', async () => {
        const client = new SubscriptionClient(credential(), options());

        const list = await all(client.subscriptions.list());
        const one = await client.subscriptions.get(target.subscriptionId);

        expect(list.map(({ subscriptionId }) => subscriptionId)).toContain(target.subscriptionId);
        expect(one).toMatchObject({ subscriptionId: target.subscriptionId, tenantId: target.tenantId });
    });

    it('a call without a token names the tenant', async () => {
        const answer = await send(target.armEndpoint, { path: `${scope()}?api-version=2022-12-01` });

        expect(answer.status).toBe(401);
        expect(answer.headers['www-authenticate']).toContain(
            `authorization_uri="https://login.windows.net/${target.tenantId}"`,
        );
    });

    it('a subscription that exists nowhere is not found', async () => {
        const client = new SubscriptionClient(credential(), options());

        await expect(client.subscriptions.get('00000000-0000-4000-8000-00000000dead')).rejects.toMatchObject({
            statusCode: 404,
            code: 'SubscriptionNotFound',
        });
    });

    it('assignments at and above the subscription are a part of all that apply to it', async () => {
        const { roleAssignments } = authorization();

        const every = await all(roleAssignments.listForScope(scope()));
        const atScope = await all(roleAssignments.listForScope(scope(), { filter: 'atScope()' }));

        expect(atScope.length).toBeGreaterThan(0);
        expect(every.map(({ id }) => id)).toEqual(expect.arrayContaining(atScope.map(({ id }) => id)));
    });

    it('nobody has no assignments', async () => {
        const { roleAssignments } = authorization();
        const filter = "principalId eq 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa'";

        await expect(all(roleAssignments.listForScope(scope(), { filter }))).resolves.toEqual([]);
    });

    it('Support Request Contributor is the role that the documents describe', async () => {
        const role = await authorization().roleDefinitions.get(scope(), SUPPORT_REQUEST_CONTRIBUTOR);

        expect(role).toMatchObject({ roleName: 'Support Request Contributor', roleType: 'BuiltInRole' });
        expect(role.permissions?.[0]?.actions?.toSorted()).toEqual([
            'Microsoft.Authorization/*/read',
            'Microsoft.Resources/subscriptions/resourceGroups/read',
            'Microsoft.Support/*',
        ]);
    });

    it('the link of the principal is one, or not found', async () => {
        const client = new ACEProvisioningManagementPartnerAPI(credential(), options());

        const outcome = await client.partners.get().then(
            ({ state }) => state,
            (error: unknown) => (error as { statusCode?: number }).statusCode,
        );

        expect(['Active', 'Deleted', 404]).toContain(outcome);
    });

    it('a request without an api-version is refused', async () => {
        const token = await credential().getToken(ARM_SCOPE);

        const answer = await send(target.armEndpoint, { path: '/subscriptions', token: token.token });

        expect(answer).toMatchObject({ status: 400, body: { error: { code: 'MissingApiVersionParameter' } } });
    });

    it('a wrong secret is refused in words that name the code', async () => {
        await expect(credential('wrong').getToken(ARM_SCOPE)).rejects.toThrow(/AADSTS7000215/);
    });
});
