import { z } from 'zod';
import type { SeenRequest, Stack } from './stack.ts';

const assignment = z.looseObject({ scope: z.string(), principalId: z.string(), roleDefinitionId: z.string() });

const tenant = z.looseObject({
    tenantId: z.string(),
    userConsent: z.boolean().optional(),
    servicePrincipal: z.looseObject({ objectId: z.string() }).nullish(),
    users: z.array(z.looseObject({ objectId: z.string(), userPrincipalName: z.string() })).default([]),
    subscriptions: z.array(z.looseObject({ subscriptionId: z.string() })).default([]),
    roleAssignments: z.array(assignment).default([]),
    managementPartners: z.record(z.string(), z.looseObject({ partnerId: z.string(), state: z.string() })).default({}),
});

const state = z.looseObject({ tenants: z.array(tenant) });

export type TenantState = z.infer<typeof tenant>;

const stateOf = async (stack: Stack) => state.parse(await stack.armState());

const find = (tenants: readonly TenantState[], tenantId: string): TenantState => {
    const found = tenants.find((each) => each.tenantId === tenantId);
    if (found === undefined) throw new Error(`There is no tenant ${tenantId}.`);
    return found;
};

/** A tenant as the double has it now. */
export const tenantState = async (stack: Stack, tenantId: string): Promise<TenantState> =>
    find((await stateOf(stack)).tenants, tenantId);

/** Changes a tenant at the double, as its people would in the portal. */
export const changeTenant = async (
    stack: Stack,
    tenantId: string,
    change: (tenant: TenantState) => void,
): Promise<void> => {
    const all = await stateOf(stack);
    change(find(all.tenants, tenantId));
    await stack.setArmState(all);
};

/** What a refusal must leave as it was: every role and link of a tenant, and whether the application is there. */
export const accessIn = async (stack: Stack, tenantId: string) => {
    const { servicePrincipal, roleAssignments, managementPartners } = await tenantState(stack, tenantId);
    return { servicePrincipal, roleAssignments, managementPartners };
};

/** The roles that the partner's principal has been given, `scope role` each. */
export const ourGrants = async (stack: Stack, tenantId: string): Promise<string[]> => {
    const { servicePrincipal, roleAssignments } = await tenantState(stack, tenantId);
    return roleAssignments
        .filter(({ principalId }) => principalId === servicePrincipal?.objectId)
        .map(({ scope, roleDefinitionId }) => `${scope} ${roleDefinitionId}`)
        .toSorted();
};

/** The object ID of a user. */
export const userId = async (stack: Stack, tenantId: string, userPrincipalName: string): Promise<string> => {
    const user = (await tenantState(stack, tenantId)).users.find(
        (each) => each.userPrincipalName === userPrincipalName,
    );
    if (user === undefined) throw new Error(`${tenantId} has no user ${userPrincipalName}.`);
    return user.objectId;
};

/** The role assignments that were written or deleted, or tried to be. */
export const roleWrites = async (stack: Stack, tenantId?: string): Promise<SeenRequest[]> =>
    (await stack.requests('arm')).filter(
        (request) =>
            request.method !== 'GET' &&
            request.path.includes('/roleAssignments/') &&
            (tenantId === undefined || request.tenantId === tenantId),
    );
