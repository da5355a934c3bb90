import { demand } from '../access/access.ts';
import { guidFrom } from '../state/assignments.ts';
import type { SampleDelegation } from '../state/document.ts';
import { subscriptionPath } from '../state/scopes.ts';
import type { PlacedSubscription } from '../state/world.ts';
import { ok, type Operation, type Route } from '../operation.ts';
import { queryValue, type Reply } from '../wire.ts';

const definition = (delegation: SampleDelegation, placed: PlacedSubscription, { world }: Operation, name: string) => ({
    properties: {
        description: 'Lets the partner look after this subscription.',
        registrationDefinitionName: 'Partner access',
        // Bare role IDs here, unlike everywhere else.
        authorizations: delegation.authorizations.map(({ principalId, roleDefinitionId }) => ({
            principalId,
            roleDefinitionId,
        })),
        provisioningState: 'Succeeded',
        manageeTenantId: placed.tenant.row.tenantId,
        manageeTenantName: placed.tenant.row.displayName,
        managedByTenantId: delegation.managedByTenantId,
        managedByTenantName: world.tenant(delegation.managedByTenantId)?.row.displayName ?? null,
    },
    id: definitionPath(delegation, name),
    type: 'Microsoft.ManagedServices/registrationDefinitions',
    name,
});

const definitionPath = ({ subscriptionId }: SampleDelegation, name: string): string =>
    `${subscriptionPath(subscriptionId)}/providers/Microsoft.ManagedServices/registrationDefinitions/${name}`;

const assignmentBody = (
    delegation: SampleDelegation,
    index: number,
    placed: PlacedSubscription,
    operation: Operation,
): unknown => {
    const identity = `${delegation.subscriptionId}|${delegation.managedByTenantId}|${index}`;
    const name = guidFrom(`registrationAssignment|${identity}`);
    const definitionName = guidFrom(`registrationDefinition|${identity}`);
    const isExpanded = queryValue(operation.request.query, '$expandRegistrationDefinition')?.toLowerCase() === 'true';
    const path = subscriptionPath(delegation.subscriptionId);
    return {
        properties: {
            registrationDefinitionId: definitionPath(delegation, definitionName),
            provisioningState: 'Succeeded',
            ...(isExpanded
                ? { registrationDefinition: definition(delegation, placed, operation, definitionName) }
                : {}),
        },
        id: `${path}/providers/Microsoft.ManagedServices/registrationAssignments/${name}`,
        type: 'Microsoft.ManagedServices/registrationAssignments',
        name,
    };
};

/** The Lighthouse delegations of a subscription: all of them, whichever tenant they are to. */
const list = (operation: Operation): Reply => {
    const { world, caller, scope, now } = operation;
    const reported = `${scope.path === '/' ? '' : scope.path}/providers/Microsoft.ManagedServices`;
    demand(world, caller, scope, 'Microsoft.ManagedServices/registrationAssignments/read', now, reported);
    const placed = scope.kind === 'subscription' ? world.subscription(scope.subscriptionId ?? '') : undefined;
    const value =
        placed?.delegations.map((delegation, index) => assignmentBody(delegation, index, placed, operation)) ?? [];
    return ok({ value });
};

export const registrationAssignmentRoutes: Route[] = [
    {
        method: 'GET',
        path: /^(?<scope>.*)\/providers\/Microsoft\.ManagedServices\/registrationAssignments$/i,
        versions: ['2022-10-01', '2019-06-01', '2018-06-01-preview'],
        rate: 'subscription-reads',
        regional: true,
        handle: list,
    },
];
