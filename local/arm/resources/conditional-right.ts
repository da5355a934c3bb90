import { heldRoles } from '../access/access.ts';
import { roleAllows } from '../access/actions.ts';
import { conditionAllows, type Considered } from '../access/condition.ts';
import { authorizationFailed } from '../arm-error.ts';
import type { Operation } from '../operation.ts';

const sourceOf = { write: 'request', delete: 'resource' } as const;

/**
 * @param reported the assignment's path, in the words of the operation
 * @throws ArmError 403 where the right is there only under conditions, and none of them allows this assignment
 */
export const demandUnderConditions = (
    { world, caller, scope, now }: Operation,
    change: 'write' | 'delete',
    row: Considered,
    reported: string,
): void => {
    const action = `Microsoft.Authorization/roleAssignments/${change}`;
    const isAllowed = heldRoles(world, caller, scope, now)
        .filter(({ roleDefinitionId }) => roleAllows(roleDefinitionId, action))
        .some(({ assignment }) => {
            const condition = assignment?.row.condition;
            return typeof condition !== 'string' || conditionAllows(condition, sourceOf[change], row);
        });
    if (!isAllowed) throw authorizationFailed(caller, action, reported);
};
