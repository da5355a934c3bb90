import { AuthorizationManagementClient } from '@azure/arm-authorization';
import type { TokenCredential } from '@azure/core-auth';
import type { Config } from '../../config.ts';
import { lazily } from '../../lazily.ts';
import type { HeldRole, TenantAccess } from '../../ports/azure.ts';
import { asAzureError } from './azure-error.ts';
import { httpClient } from './http-client.ts';
import { NO_RETRIES, REQUEST_TIMEOUT_MS } from './request-limits.ts';

const lastSegment = (id: string): string => (id.split('/').at(-1) ?? '').toLowerCase();

/** What an assignment and an instance of one have in common. */
interface Assignment {
    roleDefinitionId?: string;
    scope?: string;
    endDateTime?: Date;
}

const heldRole = ({ roleDefinitionId = '', scope = '', endDateTime }: Assignment): HeldRole => {
    const held = { roleDefinitionId: lastSegment(roleDefinitionId), scope };
    const isDate = endDateTime !== undefined && !Number.isNaN(endDateTime.getTime());
    return isDate ? { ...held, until: endDateTime.toISOString() } : held;
};

/** The roles that our own identity holds at or above a scope. */
export function roles(config: Config, credential: TokenCredential): Pick<TenantAccess, 'heldRoles' | 'rolesAt'> {
    // One for all: the question names its scope itself, and each client asks for a token anew.
    const client = lazily(
        () =>
            new AuthorizationManagementClient(credential, config.partner.tenantId, {
                endpoint: config.arm.endpoint,
                credentialScopes: config.arm.scope,
                retryOptions: NO_RETRIES,
                httpClient,
            }),
    );

    const rolesAt: TenantAccess['rolesAt'] = async (scope, principalId, { ends }) => {
        const list = ends ? client().roleAssignmentScheduleInstances : client().roleAssignments;
        const held: HeldRole[] = [];
        try {
            // atScope(): here and above, not below. assignedTo(): through groups too.
            const assignments: AsyncIterable<Assignment> = list.listForScope(scope.replace(/^\//, ''), {
                filter: `atScope() and assignedTo('${principalId}')`,
                requestOptions: { timeout: REQUEST_TIMEOUT_MS },
            });
            for await (const assignment of assignments) held.push(heldRole(assignment));
        } catch (error) {
            throw asAzureError(error, ends ? 'reading instances of role assignments' : 'reading role assignments');
        }
        return held;
    };

    return {
        rolesAt,
        heldRoles: (subscriptionId, principalId) =>
            rolesAt(`/subscriptions/${subscriptionId}`, principalId, { ends: false }),
    };
}
