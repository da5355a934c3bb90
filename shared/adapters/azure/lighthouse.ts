import type { TokenCredential } from '@azure/core-auth';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import { rolesReaching } from '../../domain/lighthouse-roles.ts';
import type { Authorization } from '../../domain/lighthouse-roles.ts';
import { AzureError } from '../../ports/azure.ts';
import type { TenantAccess } from '../../ports/azure.ts';
import { armReader } from './arm-get.ts';
import { asking } from './azure-error.ts';

const definition = z.looseObject({
    properties: z.looseObject({
        managedByTenantId: z.string(),
        authorizations: z.array(z.looseObject({ principalId: z.string(), roleDefinitionId: z.string() })),
    }),
});

const delegations = z.looseObject({
    value: z.array(
        z.looseObject({
            id: z.string(),
            properties: z.looseObject({ registrationDefinition: definition.optional() }),
        }),
    ),
    nextLink: z.string().nullish(),
});

const lastSegment = (id: string): string => (id.split('/').at(-1) ?? '').toLowerCase();

/** What Azure Lighthouse delegates to our own tenant. */
export function lighthouse(config: Config, credential: TokenCredential): Pick<TenantAccess, 'delegatedRoles'> {
    const armGet = armReader(config, credential);
    return {
        delegatedRoles: async (subscriptionId, principalId) => {
            const scope = `/subscriptions/${subscriptionId}`;
            const authorizations: Authorization[] = [];
            let next: string | null | undefined =
                `${config.arm.endpoint}${scope}/providers/Microsoft.ManagedServices/registrationAssignments?$expandRegistrationDefinition=true&api-version=2022-10-01`;
            while (typeof next === 'string') {
                const url: string = next;
                const page = await asking('reading Lighthouse delegations', async () =>
                    delegations.parse(await armGet(url)),
                );
                // The list of a subscription has the delegations of its resource groups too.
                const here = page.value.filter(({ id }) => id.toLowerCase().startsWith(`${scope}/providers/`));
                for (const { properties } of here) {
                    const given = properties.registrationDefinition?.properties;
                    if (given?.managedByTenantId.toLowerCase() !== config.partner.tenantId) continue;
                    authorizations.push(...given.authorizations);
                }
                next = page.nextLink;
            }
            const roles = rolesReaching(authorizations, principalId);
            if (roles === 'untold') {
                throw new AzureError(
                    'forbidden',
                    'reading Lighthouse delegations: only groups are named, and which of them our application is in is not told',
                );
            }
            return roles.map((id) => ({ roleDefinitionId: lastSegment(id), scope }));
        },
    };
}
