import { LEAST_ROLE } from '../granted-roles.ts';
import { shellDigits, shellGuid, shellUrl } from './shell-value.ts';

/** The same by the Azure CLI and by PowerShell, line by line. */
export interface CommandLines {
    az: readonly string[];
    powerShell: readonly string[];
}

/** Where the lines are for; GUIDs. */
export interface Place {
    tenantId: string;
    subscriptionId: string;
}

/** Says where the record of a deployment is kept and nothing else; there is no deployment without one. */
const LOCATION = 'westeurope';

const at = ({ tenantId, subscriptionId }: Place): CommandLines => ({
    az: [`az login --tenant ${shellGuid(tenantId)}`, `az account set --subscription ${shellGuid(subscriptionId)}`],
    powerShell: [`Connect-AzAccount -Tenant ${shellGuid(tenantId)} -Subscription ${shellGuid(subscriptionId)}`],
});

const after = (first: CommandLines, then: CommandLines): CommandLines => ({
    az: [...first.az, ...then.az],
    powerShell: [...first.powerShell, ...then.powerShell],
});

/** Adds our application to a tenant where it is not. */
export const addApplication = ({ tenantId }: Place, clientId: string): CommandLines => ({
    az: [
        `az login --tenant ${shellGuid(tenantId)} --allow-no-subscriptions`,
        `az ad sp create --id ${shellGuid(clientId)}`,
    ],
    powerShell: [
        `Connect-AzAccount -Tenant ${shellGuid(tenantId)}`,
        `New-AzADServicePrincipal -ApplicationId ${shellGuid(clientId)}`,
    ],
});

/** How our service principal is named: by its object ID, or, where that is not known, by its application. */
const assignee = (clientId: string, principalId: string | null) =>
    principalId === null
        ? {
              give: `--assignee ${shellGuid(clientId)}`,
              takeBack: `--assignee ${shellGuid(clientId)}`,
              objectId: `(Get-AzADServicePrincipal -ApplicationId ${shellGuid(clientId)}).Id`,
          }
        : {
              give: `--assignee-object-id ${shellGuid(principalId)} --assignee-principal-type ServicePrincipal`,
              takeBack: `--assignee ${shellGuid(principalId)}`,
              objectId: shellGuid(principalId),
          };

/**
 * Gives our application the least eligible role on the subscription, and takes it back.
 *
 * @param principalId of its service principal in the tenant; null where that is not known
 */
export function roleLines(place: Place, clientId: string, principalId: string | null) {
    const { give, takeBack, objectId } = assignee(clientId, principalId);
    const scope = `/subscriptions/${shellGuid(place.subscriptionId)}`;
    const what = `-ObjectId ${objectId} -RoleDefinitionId ${LEAST_ROLE.id} -Scope ${scope}`;
    return {
        give: after(at(place), {
            az: [`az role assignment create ${give} --role ${LEAST_ROLE.id} --scope ${scope}`],
            powerShell: [`New-AzRoleAssignment ${what}`],
        }),
        takeBack: after(at(place), {
            az: [`az role assignment delete ${takeBack} --role ${LEAST_ROLE.id} --scope ${scope}`],
            powerShell: [`Remove-AzRoleAssignment ${what}`],
        }),
    };
}

/**
 * Delegates the subscription through Azure Lighthouse by our template, and takes it back.
 *
 * @param delegation the name that the template gives it
 */
export function lighthouseLines(place: Place, template: string, delegation: string) {
    const scope = `/subscriptions/${shellGuid(place.subscriptionId)}`;
    const name = shellGuid(delegation);
    return {
        give: after(at(place), {
            az: [
                'az provider register --namespace Microsoft.ManagedServices --wait',
                `az deployment sub create --name partner-delegation --location ${LOCATION} --template-uri ${shellUrl(template)}`,
            ],
            powerShell: [
                'Register-AzResourceProvider -ProviderNamespace Microsoft.ManagedServices',
                `New-AzSubscriptionDeployment -Name partner-delegation -Location ${LOCATION} -TemplateUri ${shellUrl(template)}`,
            ],
        }),
        takeBack: after(at(place), {
            az: [`az managedservices assignment delete --assignment ${name}`],
            powerShell: [`Remove-AzManagedServicesAssignment -Name ${name} -Scope ${scope}`],
        }),
    };
}

/** Links the account that is signed in, a guest or one of the directory, and takes it back. */
export function accountLines({ tenantId }: Pick<Place, 'tenantId'>, partnerId: string) {
    const id = shellDigits(partnerId);
    const login: CommandLines = {
        az: [`az login --tenant ${shellGuid(tenantId)}`],
        powerShell: [`Connect-AzAccount -Tenant ${shellGuid(tenantId)}`],
    };
    return {
        give: after(login, {
            az: [
                'az extension add --name managementpartner --upgrade',
                `az managementpartner create --partner-id ${id}`,
            ],
            powerShell: ['Install-Module -Name Az.ManagementPartner', `New-AzManagementPartner -PartnerId ${id}`],
        }),
        takeBack: after(login, {
            az: [`az managementpartner delete --partner-id ${id}`],
            powerShell: [`Remove-AzManagementPartner -PartnerId ${id}`],
        }),
    };
}
