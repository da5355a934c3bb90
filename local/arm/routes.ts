import type { Route } from './operation.ts';
import { billingPropertyRoutes } from './resources/billing-property.ts';
import { eligibilityInstanceRoutes } from './resources/eligibility-instances.ts';
import { managementGroupRoutes } from './resources/management-groups.ts';
import { managementPartnerRoutes } from './resources/management-partner.ts';
import { permissionRoutes } from './resources/permissions.ts';
import { registrationAssignmentRoutes } from './resources/registration-assignments.ts';
import { roleAssignmentRoutes } from './resources/role-assignments.ts';
import { roleDefinitionRoutes } from './resources/role-definitions.ts';
import { scheduleInstanceRoutes } from './resources/schedule-instances.ts';
import { subscriptionRoutes } from './resources/subscriptions.ts';

/** Every operation of ARM that the double knows. */
export const armRoutes: readonly Route[] = [
    ...subscriptionRoutes,
    ...managementPartnerRoutes,
    ...roleAssignmentRoutes,
    ...roleDefinitionRoutes,
    ...permissionRoutes,
    ...scheduleInstanceRoutes,
    ...eligibilityInstanceRoutes,
    ...managementGroupRoutes,
    ...registrationAssignmentRoutes,
    ...billingPropertyRoutes,
];
