import { subscriptionScope } from '../../domain/grant-scope.ts';
import type { GrantScope } from '../../domain/grant-scope.ts';
import { LEAST_ROLE, READER_ROLE } from '../../domain/granted-roles.ts';
import type { GrantedRole } from '../../domain/granted-roles.ts';
import type { GrantChoice } from '../../domain/sign-in.ts';
import type { AdminAzure, AssignedRole } from '../../ports/admin-azure.ts';
import type { Log } from '../../ports/log.ts';
import type { SignInDependencies } from './deps.ts';
import { whileReplicating } from './principal.ts';

interface Grant {
    tenantId: string;
    subscriptionId: string;
    partnerId: string;
    principalId: string;
    choice: GrantChoice;
    /** Azure Lighthouse gives an eligible role on the subscription that was asked for already. */
    delegated: boolean;
}

const isAtGroup = ({ scope }: AssignedRole, groupId: string): boolean =>
    scope.toLowerCase().endsWith(`/managementgroups/${groupId.toLowerCase()}`);

/**
 * Gives our principal its role where the admin chose, and nowhere else. Can be repeated: what stands already
 * stays as it is.
 *
 * @param progress told as soon as anything was done
 * @returns the subscriptions where Azure says that our principal has its role now: given here, before, or by whoever
 *   tried before and was interrupted
 * @throws AzureError
 */
export async function grant(
    deps: Pick<SignInDependencies, 'eligibleRoles' | 'partner' | 'pause'>,
    admin: AdminAzure,
    { tenantId, subscriptionId, partnerId, principalId, choice, delegated }: Grant,
    progress: { partly?: boolean | undefined },
    log: Log,
): Promise<ReadonlySet<string>> {
    const assign = async (scope: GrantScope, role: GrantedRole): Promise<void> => {
        const description = `${deps.partner.name}, partner ID ${partnerId}`;
        const result = await whileReplicating(deps, () =>
            admin.assign(scope, { principalId, roleDefinitionId: role.id, description }),
        );
        progress.partly = true;
        log.info('role assigned', { tenantId, scope, role: role.name, result });
    };
    const both = async (scope: GrantScope, isEligible: boolean): Promise<void> => {
        if (isEligible) await assign(scope, LEAST_ROLE);
        if (choice.reader) await assign(scope, READER_ROLE);
    };
    const granted = new Set<string>();
    const { managementGroupId } = choice;
    const isRoot = managementGroupId?.toLowerCase() === tenantId;
    if (managementGroupId !== null) await both({ kind: 'management-group', groupId: managementGroupId }, true);
    for (const id of [subscriptionId, ...choice.subscriptionIds]) {
        const scope = subscriptionScope(id);
        if (isRoot) {
            // It stands above every subscription of the tenant.
            granted.add(id);
            continue;
        }
        const roles = await admin.assignedRoles(scope, principalId);
        if (managementGroupId !== null && roles.some((role) => isAtGroup(role, managementGroupId))) {
            // It stands above this one, and both roles with it.
            granted.add(id);
            continue;
        }
        const isHeld = deps.eligibleRoles.held(roles);
        const isNeeded = !isHeld && !(delegated && id === subscriptionId);
        await both(scope, isNeeded);
        if (isHeld || isNeeded) granted.add(id);
    }
    return granted;
}
