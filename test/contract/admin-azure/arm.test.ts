import { adminAzure } from '../../../shared/adapters/azure/admin/index.ts';
import { pathOf } from '../../support/memory-admin-world.ts';
import { configFor } from '../../support/config-for.ts';
import { startDouble, tenantOf } from '../arm/environment.ts';
import { describeAdminAzure } from './suite.ts';
import { ADMIN, MFA_CLAIMS, PARTNER, ROLES, STRANGER, TENANT_ID } from './world.ts';
import type { Bench, Trouble } from './world.ts';

const CHALLENGE =
    'Bearer authorization_uri="https://login.microsoftonline.com/organizations", error="insufficient_claims", ' +
    `claims="${Buffer.from(MFA_CLAIMS).toString('base64')}"`;

const TROUBLES: Record<Trouble, object> = {
    'throttled for 17 s': { retryAfterSeconds: 17 },
    down: { status: 503 },
    'multi-factor authentication': { status: 401, headers: { 'WWW-Authenticate': CHALLENGE } },
    policy: { status: 403, code: 'RequestDisallowedByPolicy' },
};

const AT = {
    mayAssign: { method: 'GET', path: '/permissions$' },
    assign: { method: 'PUT', path: '/roleAssignments/' },
    unassign: { method: 'DELETE', path: '/roleAssignments/' },
} as const;

const startArm = async (): Promise<Bench & { close(): Promise<void> }> => {
    const double = await startDouble();
    const azure = adminAzure(configFor(double.url));
    const change = async (edit: Parameters<typeof double.change>[0]): Promise<void> => {
        const { status, body } = await double.change(edit);
        if (status !== 200) throw new Error(JSON.stringify(body));
    };
    return {
        reset: async () => {
            await double.reset();
            await change((document) => {
                tenantOf(document, TENANT_ID).users.push({
                    objectId: STRANGER,
                    userPrincipalName: 'stranger@contoso.example',
                    displayName: 'Contoso Stranger',
                    appRoles: [],
                });
            });
        },
        as: async (objectId, tenantId = TENANT_ID) => azure(tenantId, await double.userToken(tenantId, objectId)),
        give: ({ role, scope, ...given }) =>
            change((document) => {
                tenantOf(document, TENANT_ID).roleAssignments.push({
                    ...given,
                    scope: pathOf(scope),
                    roleDefinitionId: ROLES[role],
                });
            }),
        group: (objectId, members) =>
            change((document) => {
                tenantOf(document, TENANT_ID).groups.push({ objectId, displayName: objectId, members });
            }),
        managementGroup: ({ groupId, parentId, subscriptionIds }) =>
            change((document) => {
                tenantOf(document, TENANT_ID).managementGroups.push({
                    id: groupId,
                    displayName: groupId,
                    parentId,
                    subscriptions: subscriptionIds,
                });
            }),
        subscription: (subscriptionId, tenantId) =>
            change((document) => {
                const tenant = tenantOf(document, tenantId);
                tenant.subscriptions.push({
                    subscriptionId,
                    displayName: 'Another',
                    state: 'Enabled',
                    quotaId: 'EnterpriseAgreement_2014-09-01',
                    managedByTenants: [],
                    billing: null,
                });
                tenant.delegations.push({
                    subscriptionId,
                    managedByTenantId: TENANT_ID,
                    authorizations: [{ principalId: ADMIN, roleDefinitionId: ROLES.reader }],
                });
            }),
        trouble: async (trouble, at) => {
            const fault = { ...AT[at], ...TROUBLES[trouble], times: 1 };
            const { status } = await double.call({ method: 'POST', path: '/_sim/faults', body: fault });
            if (status >= 300) throw new Error(`The double takes no such fault: ${status}`);
        },
        partnersRoles: async () =>
            tenantOf(await double.state(), TENANT_ID)
                .roleAssignments.filter(({ principalId }) => principalId === PARTNER)
                .map(({ scope, roleDefinitionId }) => `${scope} ${roleDefinitionId}`)
                .sort(),
        close: () => double.close(),
    };
};

describeAdminAzure('at Azure Resource Manager', startArm);
