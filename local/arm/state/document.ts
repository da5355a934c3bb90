import { z } from 'zod';
import { problemsOf } from '../../faults.ts';

// IDs compare without case everywhere in Azure; they are kept in lower case so that maps find them.
const guid = z
    .string()
    .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'is no GUID')
    .transform((id) => id.toLowerCase());
const text = z.string().min(1);
const time = z.iso.datetime({ offset: true });
const partnerId = z.string().regex(/^\d{1,12}$/, 'is no partner ID (digits)');
const groupId = z.string().regex(/^[\w.()~-]{1,90}$/, 'is no management group ID');
const scope = z
    .string()
    .regex(
        /^\/($|subscriptions\/[0-9a-f-]{36}(\/resourceGroups\/[^/]+(\/providers\/.+)?)?$|providers\/Microsoft\.Management\/managementGroups\/[^/]+$)/i,
        'is no scope (/, a management group, a subscription or a resource group)',
    );

const servicePrincipalSchema = z.strictObject({ objectId: guid });

const userSchema = z.strictObject({
    objectId: guid,
    userPrincipalName: text,
    displayName: text,
    homeTenantId: guid.optional(),
    appRoles: z.array(text).default([]),
});

const groupSchema = z.strictObject({ objectId: guid, displayName: text, members: z.array(guid).default([]) });

const managementGroupSchema = z.strictObject({
    id: groupId,
    displayName: text,
    parentId: groupId.nullable(),
    subscriptions: z.array(guid).default([]),
});

const delegationSchema = z.strictObject({
    subscriptionId: guid,
    managedByTenantId: guid,
    authorizations: z.array(z.strictObject({ principalId: guid, roleDefinitionId: guid })).default([]),
});

const subscriptionSchema = z.strictObject({
    subscriptionId: guid,
    displayName: text,
    state: z.enum(['Enabled', 'Warned', 'PastDue', 'Disabled', 'Deleted']),
    quotaId: text,
    managedByTenants: z.array(guid).default([]),
    billing: z
        .strictObject({
            agreementType: z.enum([
                'MicrosoftCustomerAgreement',
                'EnterpriseAgreement',
                'MicrosoftOnlineServicesProgram',
                'MicrosoftPartnerAgreement',
                'Other',
            ]),
            accountId: text,
        })
        .nullable()
        .default(null),
});

const roleAssignmentSchema = z.strictObject({
    scope,
    principalId: guid,
    principalType: z.enum(['User', 'Group', 'ServicePrincipal', 'ForeignGroup', 'Device']),
    roleDefinitionId: guid,
    endDateTime: time.optional(),
    eligibleOnly: z.boolean().optional(),
    // What an assignment made over the wire has beside that, so that it comes back the same after a restart.
    name: guid.optional(),
    createdOn: time.optional(),
    createdBy: guid.optional(),
    description: z.string().nullable().optional(),
    condition: z.string().nullable().optional(),
    conditionVersion: z.string().nullable().optional(),
});

const managementPartnerSchema = z.strictObject({
    partnerId,
    state: z.enum(['Active', 'Deleted']),
    version: z.int().min(1),
    createdTime: time,
    updatedTime: time,
});

const tenantSchema = z.strictObject({
    tenantId: guid,
    displayName: text,
    userConsent: z.boolean().optional(),
    servicePrincipal: servicePrincipalSchema.nullable().default(null),
    users: z.array(userSchema).default([]),
    groups: z.array(groupSchema).default([]),
    managementGroups: z.array(managementGroupSchema).default([]),
    delegations: z.array(delegationSchema).default([]),
    subscriptions: z.array(subscriptionSchema).default([]),
    roleAssignments: z.array(roleAssignmentSchema).default([]),
    managementPartners: z.record(guid, managementPartnerSchema).default({}),
});

const documentSchema = z.strictObject({
    partners: z.record(partnerId, text).default({}),
    app: z.strictObject({
        clientId: guid,
        homeTenantId: guid,
        clientSecret: text,
        redirectUris: z.array(z.url()).default([]),
    }),
    // The second registration of the home tenant: `appRoles` are those that it has given to itself, for scripts.
    operations: z
        .strictObject({
            clientId: guid,
            clientSecret: text,
            redirectUris: z.array(z.url()).default([]),
            appRoles: z.array(text).default([]),
        })
        .optional(),
    tenants: z.array(tenantSchema).default([]),
});

/** The world of the double as one JSON document; every ID in lower case, every list present. */
export type SampleDocument = z.output<typeof documentSchema>;
export type SampleTenant = SampleDocument['tenants'][number];
export type SampleSubscription = SampleTenant['subscriptions'][number];
export type SampleManagementGroup = SampleTenant['managementGroups'][number];
export type SampleRoleAssignment = SampleTenant['roleAssignments'][number];
export type SampleDelegation = SampleTenant['delegations'][number];
export type SampleLink = SampleTenant['managementPartners'][string];

const duplicates = (ids: string[]): string[] => {
    const seen = new Set<string>();
    const found: string[] = [];
    for (const id of ids) {
        if (seen.has(id)) found.push(id);
        seen.add(id);
    }
    return found;
};

const hierarchyProblems = (tenant: SampleTenant): string[] => {
    const parents = new Map(tenant.managementGroups.map(({ id, parentId }) => [id.toLowerCase(), parentId]));
    const isLoop = (start: string): boolean => {
        const seen = new Set<string>();
        for (let at: string | undefined = start; at !== undefined; at = parents.get(at)?.toLowerCase()) {
            if (seen.has(at)) return true;
            seen.add(at);
        }
        return false;
    };
    return tenant.managementGroups.flatMap(({ id, parentId }) => {
        if (isLoop(id.toLowerCase())) return [`management group ${id} is above itself`];
        const isKnown =
            parentId === null || parents.has(parentId.toLowerCase()) || parentId.toLowerCase() === tenant.tenantId;
        return isKnown ? [] : [`management group ${id} has the unknown parent ${parentId}`];
    });
};

/** What the shape alone does not say. A reference to something that is gone is allowed, as Azure keeps those too. */
const meaningProblems = (document: SampleDocument): string[] => {
    const twice = (what: string, ids: string[]) => duplicates(ids).map((id) => `${what} ${id} is there twice`);
    return [
        ...twice(
            'application',
            [document.app, document.operations].flatMap((one) => one?.clientId ?? []),
        ),
        ...twice(
            'tenant',
            document.tenants.map(({ tenantId }) => tenantId),
        ),
        ...twice(
            'subscription',
            document.tenants.flatMap((tenant) => tenant.subscriptions.map(({ subscriptionId }) => subscriptionId)),
        ),
        ...document.tenants.flatMap((tenant) =>
            [
                ...twice('object', [
                    ...(tenant.servicePrincipal === null ? [] : [tenant.servicePrincipal.objectId]),
                    ...tenant.users.map(({ objectId }) => objectId),
                    ...tenant.groups.map(({ objectId }) => objectId),
                ]),
                ...twice(
                    'management group',
                    tenant.managementGroups.map(({ id }) => id.toLowerCase()),
                ),
                ...twice(
                    'role assignment name',
                    tenant.roleAssignments.flatMap(({ name }) => name ?? []),
                ),
                ...twice(
                    'management group member',
                    tenant.managementGroups.flatMap(({ subscriptions }) => subscriptions),
                ),
                ...hierarchyProblems(tenant),
            ].map((problem) => `tenant ${tenant.tenantId}: ${problem}`),
        ),
    ];
};

/** The document as it came in, or everything that is wrong with it. Unknown members are refused. */
export const parseDocument = (input: unknown): { document: SampleDocument } | { problems: string[] } => {
    const parsed = documentSchema.safeParse(input);
    if (!parsed.success) return { problems: problemsOf(parsed.error) };
    const problems = meaningProblems(parsed.data);
    return problems.length === 0 ? { document: parsed.data } : { problems };
};
