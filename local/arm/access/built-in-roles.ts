/** One role with what it allows. */
export interface RoleDefinition {
    id: string;
    roleName: string;
    description: string;
    actions: string[];
    notActions: string[];
}

const CONTRIBUTOR_NOT_ACTIONS = [
    'Microsoft.Authorization/*/Delete',
    'Microsoft.Authorization/*/Write',
    'Microsoft.Authorization/elevateAccess/Action',
    'Microsoft.Blueprint/blueprintAssignments/write',
    'Microsoft.Blueprint/blueprintAssignments/delete',
    'Microsoft.Compute/galleries/share/action',
    'Microsoft.Purview/consents/write',
    'Microsoft.Purview/consents/delete',
    'Microsoft.Resources/deploymentStacks/manageDenySetting/action',
    'Microsoft.Subscription/cancel/action',
    'Microsoft.Subscription/enable/action',
];

const SUPPORT = ['Microsoft.Resources/subscriptions/resourceGroups/read', 'Microsoft.Support/*'];
const WITH_SUPPORT = [
    'Microsoft.Authorization/*/read',
    'Microsoft.Insights/alertRules/*',
    'Microsoft.Resources/deployments/*',
    ...SUPPORT,
];

type Row = [id: string, roleName: string, description: string, actions: string[], notActions?: string[]];

// From Microsoft's table of built-in roles; of the many, those that matter for who may designate a partner, what earns
// recognition and what does not.
const rows: Row[] = [
    [
        '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
        'Owner',
        'Grants full access to manage all resources, including the ability to assign roles in Azure RBAC.',
        ['*'],
    ],
    [
        'b24988ac-6180-42a0-ab88-20f7382dd24c',
        'Contributor',
        'Grants full access to manage all resources, but does not allow you to assign roles in Azure RBAC, manage ' +
            'assignments in Azure Blueprints, or share image galleries.',
        ['*'],
        CONTRIBUTOR_NOT_ACTIONS,
    ],
    [
        'acdd72a7-3385-48ef-bd42-f606fba81ae7',
        'Reader',
        'View all resources, but does not allow you to make any changes.',
        ['*/read'],
    ],
    [
        '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
        'User Access Administrator',
        'Lets you manage user access to Azure resources.',
        ['*/read', 'Microsoft.Authorization/*', 'Microsoft.Support/*'],
    ],
    [
        'f58310d9-a9f6-439a-9e8d-f62e7b41a168',
        'Role Based Access Control Administrator',
        'Manage access to Azure resources by assigning roles using Azure RBAC. This role does not allow you to manage ' +
            'access using other ways, such as Azure Policy.',
        [
            'Microsoft.Authorization/roleAssignments/write',
            'Microsoft.Authorization/roleAssignments/delete',
            '*/read',
            'Microsoft.Support/*',
        ],
    ],
    [
        'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e',
        'Support Request Contributor',
        'Lets you create and manage Support requests',
        ['Microsoft.Authorization/*/read', ...SUPPORT],
    ],
    [
        '9980e02c-c2be-4d73-94e8-173b1dc7cf3c',
        'Virtual Machine Contributor',
        'Create and manage virtual machines, manage disks, install and run software, reset password of the root user of ' +
            'the virtual machine using VM extensions, and manage local user accounts using VM extensions.',
        [
            'Microsoft.Compute/virtualMachines/*',
            'Microsoft.Compute/disks/*',
            'Microsoft.Network/networkInterfaces/*',
            ...WITH_SUPPORT,
        ],
    ],
    [
        'fa23ad8b-c56e-40d8-ac0c-ce449e1d2c64',
        'Billing Reader',
        'Allows read access to billing data',
        [
            'Microsoft.Authorization/*/read',
            'Microsoft.Billing/*/read',
            'Microsoft.Commerce/*/read',
            'Microsoft.Consumption/*/read',
            'Microsoft.Management/managementGroups/read',
            'Microsoft.CostManagement/*/read',
            'Microsoft.Support/*',
        ],
    ],
    [
        '72fafb9e-0641-4937-9268-a91bfd8191a3',
        'Cost Management Reader',
        'Can view cost data and configuration (e.g. budgets, exports)',
        [
            'Microsoft.Consumption/*/read',
            'Microsoft.CostManagement/*/read',
            'Microsoft.Billing/billingPeriods/read',
            'Microsoft.Resources/subscriptions/read',
            'Microsoft.Support/*',
            'Microsoft.Advisor/configurations/read',
            'Microsoft.Advisor/recommendations/read',
            'Microsoft.Management/managementGroups/read',
            'Microsoft.Billing/billingProperty/read',
        ],
    ],
    [
        'ac63b705-f282-497d-ac71-919bf39d939d',
        'Management Group Reader',
        'Management Group Reader Role',
        [
            'Microsoft.Management/managementGroups/read',
            'Microsoft.Management/managementGroups/subscriptions/read',
            'Microsoft.Authorization/*/read',
            'Microsoft.Authorization/policyAssignments/read',
        ],
    ],
    [
        '5d58bcaf-24a5-4b20-bdb6-eed9f69fbe4c',
        'Management Group Contributor',
        'Management Group Contributor Role',
        [
            'Microsoft.Management/managementGroups/delete',
            'Microsoft.Management/managementGroups/read',
            'Microsoft.Management/managementGroups/subscriptions/delete',
            'Microsoft.Management/managementGroups/subscriptions/write',
            'Microsoft.Management/managementGroups/write',
            'Microsoft.Management/managementGroups/subscriptions/read',
            'Microsoft.Authorization/*/read',
        ],
    ],
    [
        '43d0d8ad-25c7-4714-9337-8ba259a9fe05',
        'Monitoring Reader',
        'Can read all monitoring data.',
        ['*/read', 'Microsoft.OperationalInsights/workspaces/search/action', 'Microsoft.Support/*'],
    ],
    [
        '39bc4728-0917-49c7-9d2c-d95423bc2eb4',
        'Security Reader',
        'Security Reader Role',
        [
            'Microsoft.Authorization/*/read',
            'Microsoft.Insights/alertRules/read',
            'Microsoft.operationalInsights/workspaces/*/read',
            'Microsoft.Resources/deployments/*/read',
            'Microsoft.Resources/subscriptions/resourceGroups/read',
            'Microsoft.Security/*/read',
            'Microsoft.IoTSecurity/*/read',
            'Microsoft.Support/*/read',
            'Microsoft.Management/managementGroups/read',
        ],
    ],
    [
        '91c1777a-f3dc-4fae-b103-61d183457e46',
        'Managed Services Registration assignment Delete Role',
        'Managed Services Registration Assignment Delete Role allows the managing tenant users to delete the ' +
            'registration assignment assigned to their tenant.',
        [
            'Microsoft.ManagedServices/registrationAssignments/read',
            'Microsoft.ManagedServices/registrationAssignments/delete',
            'Microsoft.ManagedServices/operationStatuses/read',
        ],
    ],
];

/** Roles by ID. One that a document names and this table lacks is a role that shows the subscription and no more. */
export const builtInRoles: ReadonlyMap<string, RoleDefinition> = new Map(
    rows.map(([id, roleName, description, actions, notActions = []]) => [
        id,
        { id, roleName, description, actions, notActions },
    ]),
);
