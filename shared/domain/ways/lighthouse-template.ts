import { LEAST_ROLE, READER_ROLE } from '../granted-roles.ts';
import { literal, subscriptionTemplate } from './arm-template.ts';
import type { ArmTemplate } from './arm-template.ts';
import { delegationName } from './delegation-name.ts';
import { purposeOf } from './purpose.ts';
import type { TemplatePartner } from './purpose.ts';

const API_VERSION = '2022-10-01';
const DEFINITION = 'Microsoft.ManagedServices/registrationDefinitions';
const LONGEST_NAME = 128;
const ROLES = `${LEAST_ROLE.name} and ${READER_ROLE.name}`;

/** Our principal in the partner's own tenant, both GUIDs. */
export interface HomePrincipal {
    tenantId: string;
    principalId: string;
}

/**
 * Delegates the subscription that it is deployed to through Azure Lighthouse: the least eligible role,
 * and Reader beside it, without which the delegation cannot be read back.
 */
export function lighthouseTemplate(partner: TemplatePartner, home: HomePrincipal): ArmTemplate {
    const name = delegationName(home.tenantId, partner.partnerId);
    const definitionId = `[subscriptionResourceId('${DEFINITION}', '${name}')]`;
    const authorizations = [LEAST_ROLE, READER_ROLE].map((role) => ({
        principalId: home.principalId,
        principalIdDisplayName: literal(partner.name),
        roleDefinitionId: role.id,
    }));
    return subscriptionTemplate(
        `Delegates this subscription to ${purposeOf(partner)} through Azure Lighthouse: ${ROLES}, nothing else.`,
        {
            parameters: {},
            variables: {},
            resources: [
                {
                    type: DEFINITION,
                    apiVersion: API_VERSION,
                    name,
                    properties: {
                        registrationDefinitionName: literal(purposeOf(partner).slice(0, LONGEST_NAME)),
                        description: `Partner ID ${partner.partnerId}: ${ROLES}.`,
                        managedByTenantId: home.tenantId,
                        authorizations,
                    },
                },
                {
                    type: 'Microsoft.ManagedServices/registrationAssignments',
                    apiVersion: API_VERSION,
                    name,
                    dependsOn: [definitionId],
                    properties: { registrationDefinitionId: definitionId },
                },
            ],
        },
    );
}
