import { AuthorizationManagementClient } from '@azure/arm-authorization';
import type { TokenCredential } from '@azure/core-auth';
import {
    bearerTokenAuthenticationPolicy,
    createHttpHeaders,
    createPipelineFromOptions,
    createDefaultHttpClient,
    createPipelineRequest,
    RestError,
} from '@azure/core-rest-pipeline';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import type { HeldRole, TenantAccess } from '../../ports/azure.ts';
import { errorCodeOf, jsonOf } from './arm-answer.ts';
import { asAzureError, asking } from './azure-error.ts';
import { NO_RETRIES, REQUEST_TIMEOUT_MS } from './partner-credential.ts';

const lastSegment = (id: string): string => (id.split('/').at(-1) ?? '').toLowerCase();

const delegations = z.looseObject({
    value: z.array(
        z.looseObject({
            id: z.string(),
            properties: z.looseObject({
                registrationDefinition: z
                    .looseObject({
                        properties: z.looseObject({
                            managedByTenantId: z.string(),
                            authorizations: z.array(
                                z.looseObject({ principalId: z.string(), roleDefinitionId: z.string() }),
                            ),
                        }),
                    })
                    .optional(),
            }),
        }),
    ),
    nextLink: z.string().nullish(),
});

/** One GET at ARM that no current SDK has a method for. */
async function armGet(config: Config, credential: TokenCredential, url: string): Promise<unknown> {
    const pipeline = createPipelineFromOptions({ retryOptions: NO_RETRIES });
    pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: config.arm.scope }));
    const request = createPipelineRequest({
        url,
        timeout: REQUEST_TIMEOUT_MS,
        headers: createHttpHeaders({ accept: 'application/json' }),
    });
    const response = await pipeline.sendRequest(createDefaultHttpClient(), request);
    if (response.status !== 200) {
        const code = errorCodeOf(jsonOf(response.bodyAsText));
        throw new RestError('ARM refused.', {
            statusCode: response.status,
            request,
            response,
            ...(code === undefined ? {} : { code }),
        });
    }
    return jsonOf(response.bodyAsText);
}

/** The roles that our own identity holds at or above a subscription. */
export function roles(config: Config, credential: TokenCredential): Pick<TenantAccess, 'heldRoles' | 'delegatedRoles'> {
    let client: AuthorizationManagementClient | undefined;
    return {
        heldRoles: async (subscriptionId, principalId) => {
            // One for all subscriptions: the question names its scope itself, and each client asks for a token anew.
            client ??= new AuthorizationManagementClient(credential, subscriptionId, {
                endpoint: config.arm.endpoint,
                credentialScopes: config.arm.scope,
                retryOptions: NO_RETRIES,
            });
            const held: HeldRole[] = [];
            try {
                // atScope(): here and above, not below. assignedTo(): through groups too.
                const assignments = client.roleAssignments.listForScope(`subscriptions/${subscriptionId}`, {
                    filter: `atScope() and assignedTo('${principalId}')`,
                    requestOptions: { timeout: REQUEST_TIMEOUT_MS },
                });
                for await (const assignment of assignments) {
                    held.push({
                        roleDefinitionId: lastSegment(assignment.roleDefinitionId ?? ''),
                        scope: assignment.scope ?? '',
                    });
                }
            } catch (error) {
                throw asAzureError(error, 'reading role assignments');
            }
            return held;
        },
        delegatedRoles: async (subscriptionId, principalId) => {
            const scope = `/subscriptions/${subscriptionId}`;
            const held: HeldRole[] = [];
            let next: string | null | undefined =
                `${config.arm.endpoint}${scope}/providers/Microsoft.ManagedServices/registrationAssignments?$expandRegistrationDefinition=true&api-version=2022-10-01`;
            while (typeof next === 'string') {
                const url: string = next;
                const page = await asking('reading Lighthouse delegations', async () =>
                    delegations.parse(await armGet(config, credential, url)),
                );
                // The list of a subscription has the delegations of its resource groups too.
                const here = page.value.filter(({ id }) => id.toLowerCase().startsWith(`${scope}/providers/`));
                for (const { properties } of here) {
                    const definition = properties.registrationDefinition?.properties;
                    if (definition?.managedByTenantId.toLowerCase() !== config.partner.tenantId) continue;
                    const ours = definition.authorizations.filter(
                        (grant) => grant.principalId.toLowerCase() === principalId,
                    );
                    held.push(
                        ...ours.map((grant) => ({ roleDefinitionId: lastSegment(grant.roleDefinitionId), scope })),
                    );
                }
                next = page.nextLink;
            }
            return held;
        },
    };
}
