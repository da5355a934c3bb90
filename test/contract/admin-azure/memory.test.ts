import { AzureError } from '../../../shared/ports/azure.ts';
import { emptyAdminWorld, memoryAdminAzure, memoryToken } from '../../support/memory-admin-azure.ts';
import type { MemoryAdminWorld } from '../../support/memory-admin-azure.ts';
import { pathOf } from '../../support/memory-admin-world.ts';
import { describeAdminAzure } from './suite.ts';
import {
    ADMIN,
    ANALYTICS,
    analytics,
    CONTRIBUTOR,
    GUEST,
    MFA_CLAIMS,
    OWNER,
    PARTNER,
    POLICY,
    PRODUCTION,
    production,
    READER,
    ROLES,
    root,
    TENANT_ID,
} from './world.ts';
import type { Bench, Trouble } from './world.ts';

const subscription = (subscriptionId: string, displayName: string, tenantId = TENANT_ID) => ({
    subscriptionId,
    displayName,
    state: 'Enabled',
    tenantId,
});

const contosoWorld = (): MemoryAdminWorld => ({
    ...emptyAdminWorld(TENANT_ID),
    subscriptions: [subscription(PRODUCTION, 'Production'), subscription(ANALYTICS, 'Analytics')],
    principals: new Set([PARTNER]),
    assignments: [
        ...[production, analytics].flatMap((scope) => [
            { scope, principalId: OWNER, roleDefinitionId: ROLES.owner },
            { scope, principalId: CONTRIBUTOR, roleDefinitionId: ROLES.contributor },
            { scope, principalId: READER, roleDefinitionId: ROLES.reader },
        ]),
        { scope: root, principalId: ADMIN, roleDefinitionId: ROLES.owner },
        { scope: production, principalId: GUEST, roleDefinitionId: ROLES.owner },
        { scope: root, principalId: PARTNER, roleDefinitionId: ROLES.reader },
        { scope: production, principalId: PARTNER, roleDefinitionId: ROLES.support, name: 'given-by-hand' },
    ],
});

const TROUBLES: Record<Trouble, () => AzureError> = {
    'throttled for 17 s': () => new AzureError('throttled', '429', { status: 429, retryAfterMs: 17_000 }),
    down: () => new AzureError('unavailable', '503', { status: 503 }),
    'multi-factor authentication': () => new AzureError('claims-challenge', '401', { status: 401, claims: MFA_CLAIMS }),
    policy: () => new AzureError('policy', '403', { status: 403, policy: POLICY }),
};

const startMemory = (): Promise<Bench & { close(): Promise<void> }> => {
    const azure = memoryAdminAzure(contosoWorld());
    const done = Promise.resolve();
    return Promise.resolve({
        reset: () => {
            azure.world = contosoWorld();
            return done;
        },
        as: (objectId, tenantId = TENANT_ID) => Promise.resolve(azure.for(tenantId, memoryToken(objectId))),
        give: ({ role, scope, principalId, name, condition, eligibleOnly }) => {
            azure.world.assignments.push({
                scope,
                principalId,
                roleDefinitionId: ROLES[role],
                ...(name === undefined ? {} : { name }),
                ...(condition === undefined ? {} : { condition }),
                ...(eligibleOnly === undefined ? {} : { eligibleOnly }),
            });
            return done;
        },
        group: (objectId, members) => {
            azure.world.members[objectId] = members;
            return done;
        },
        managementGroup: ({ groupId, parentId, subscriptionIds }) => {
            azure.world.managementGroups.push({ groupId, displayName: groupId, parentId });
            for (const one of azure.world.subscriptions)
                if (subscriptionIds.includes(one.subscriptionId)) one.groupId = groupId;
            return done;
        },
        subscription: (subscriptionId, tenantId) => {
            azure.world.subscriptions.push(subscription(subscriptionId, 'Another', tenantId));
            return done;
        },
        trouble: (trouble, at) => {
            azure.failNext(at, TROUBLES[trouble]());
            return done;
        },
        partnersRoles: () =>
            Promise.resolve(
                azure.world.assignments
                    .filter(({ principalId }) => principalId === PARTNER)
                    .map(({ scope, roleDefinitionId }) => `${pathOf(scope)} ${roleDefinitionId}`)
                    .sort(),
            ),
        close: () => done,
    });
};

describeAdminAzure('in memory', startMemory);
