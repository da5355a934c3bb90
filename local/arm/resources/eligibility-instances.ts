import { isEligible } from '../access/access.ts';
import { ok, type Operation, type Route } from '../operation.ts';
import type { Assignment } from '../state/assignments.ts';
import { queryValue, type Reply } from '../wire.ts';
import { assignmentsForScope } from './assignment-filter.ts';
import { demandSchedules, scheduleBody, schedulePath } from './schedules.ts';

const instanceBody = (assignment: Assignment, operation: Operation): unknown =>
    scheduleBody(assignment, operation, 'roleEligibility', {
        roleEligibilityScheduleId: `${schedulePath(assignment)}/roleEligibilitySchedules/${assignment.name}`,
    });

const list = (operation: Operation): Reply => {
    const filter = queryValue(operation.request.query, '$filter') ?? '';
    // What is one's own to activate is asked for by people who have no right there yet.
    if (!/^asTarget\(\)$/i.test(filter)) demandSchedules(operation, 'roleEligibility');
    const found = assignmentsForScope(operation, isEligible);
    return ok({ value: found.map((assignment) => instanceBody(assignment, operation)) });
};

/** Roles that are to be activated first (Privileged Identity Management). */
export const eligibilityInstanceRoutes: Route[] = [
    {
        method: 'GET',
        path: /^(?<scope>.*)\/providers\/Microsoft\.Authorization\/roleEligibilityScheduleInstances$/i,
        versions: ['2020-10-01'],
        rate: 'subscription-reads',
        handle: list,
    },
];
