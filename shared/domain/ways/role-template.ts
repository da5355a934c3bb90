import { LEAST_ROLE } from '../granted-roles.ts';
import { subscriptionTemplate } from './arm-template.ts';
import type { ArmTemplate } from './arm-template.ts';
import { purposeOf } from './purpose.ts';
import type { TemplatePartner } from './purpose.ts';

/**
 * Gives our application the least eligible role on the subscription that it is deployed to. The
 * assignment's name follows from what it says, so that deploying it twice changes nothing.
 *
 * @param principalId of our service principal in the tenant; null leaves it to whoever deploys
 */
export const roleTemplate = (partner: TemplatePartner, principalId: string | null): ArmTemplate =>
    subscriptionTemplate(`Gives ${purposeOf(partner)} the role ${LEAST_ROLE.name} on this subscription.`, {
        parameters: {
            principalId: {
                type: 'string',
                minLength: 36,
                maxLength: 36,
                ...(principalId === null ? {} : { defaultValue: principalId }),
                metadata: {
                    description: `Object ID of the enterprise application (service principal) with the application ID ${partner.clientId} in this tenant.`,
                },
            },
        },
        variables: {
            roleDefinitionId: `[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${LEAST_ROLE.id}')]`,
        },
        resources: [
            {
                type: 'Microsoft.Authorization/roleAssignments',
                apiVersion: '2022-04-01',
                name: "[guid(subscription().id, parameters('principalId'), variables('roleDefinitionId'))]",
                properties: {
                    roleDefinitionId: "[variables('roleDefinitionId')]",
                    principalId: "[parameters('principalId')]",
                    principalType: 'ServicePrincipal',
                    description: `Partner ID ${partner.partnerId}`,
                },
            },
        ],
    });
