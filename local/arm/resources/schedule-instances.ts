import { isActive } from '../access/access.ts';
import { ok, type Operation, type Route } from '../operation.ts';
import type { Assignment } from '../state/assignments.ts';
import type { Reply } from '../wire.ts';
import { assignmentsForScope, tenantOfScope } from './assignment-filter.ts';
import { assignmentPath } from './role-assignments.ts';
import { demandSchedules, scheduleBody, schedulePath } from './schedules.ts';

/** Whether the same grant also stands as eligible: then the active one was activated from it. */
const isActivation = ({ row, scope }: Assignment, operation: Operation): boolean =>
    tenantOfScope(operation)
        .assignments.at(scope.key)
        .some(
            (other) =>
                other.row.eligibleOnly === true &&
                other.row.principalId === row.principalId &&
                other.row.roleDefinitionId === row.roleDefinitionId,
        );

const instanceBody = (assignment: Assignment, operation: Operation): unknown =>
    scheduleBody(assignment, operation, 'roleAssignment', {
        roleAssignmentScheduleId: `${schedulePath(assignment)}/roleAssignmentSchedules/${assignment.name}`,
        originRoleAssignmentId: assignmentPath(assignment),
        assignmentType: isActivation(assignment, operation) ? 'Activated' : 'Assigned',
    });

const list = (operation: Operation): Reply => {
    demandSchedules(operation, 'roleAssignment');
    const found = assignmentsForScope(operation, isActive);
    return ok({ value: found.map((assignment) => instanceBody(assignment, operation)) });
};

export const scheduleInstanceRoutes: Route[] = [
    {
        method: 'GET',
        path: /^(?<scope>.*)\/providers\/Microsoft\.Authorization\/roleAssignmentScheduleInstances$/i,
        versions: ['2020-10-01'],
        rate: 'subscription-reads',
        handle: list,
    },
];
