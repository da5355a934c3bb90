import { demand, heldRoles } from '../access/access.ts';
import { builtInRoles } from '../access/built-in-roles.ts';
import { ok, type Operation, type Route } from '../operation.ts';
import type { Assignment } from '../state/assignments.ts';
import type { Reply } from '../wire.ts';
import { permissionBody } from './role-definitions.ts';

/** A condition of the assignment narrows what its role gives; without one there are no such members. */
const conditionOf = (assignment: Assignment | undefined): object => {
    const { condition, conditionVersion } = assignment?.row ?? {};
    return typeof condition === 'string' ? { condition, conditionVersion: conditionVersion ?? null } : {};
};

/** What the caller may do at the scope: one entry per assignment that gives it something there. */
const list = ({ world, caller, scope, now }: Operation): Reply => {
    const reported = `${scope.path === '/' ? '' : scope.path}/providers/Microsoft.Authorization`;
    demand(world, caller, scope, 'Microsoft.Authorization/permissions/read', now, reported);
    const permissions = heldRoles(world, caller, scope, now).flatMap(({ roleDefinitionId, assignment }) => {
        const role = builtInRoles.get(roleDefinitionId);
        return role === undefined ? [] : [{ ...permissionBody(role), ...conditionOf(assignment) }];
    });
    return ok({ value: permissions });
};

export const permissionRoutes: Route[] = [
    {
        method: 'GET',
        path: /^(?<scope>.*)\/providers\/Microsoft\.Authorization\/permissions$/i,
        versions: ['2022-04-01', '2018-07-01', '2015-07-01'],
        rate: 'subscription-reads',
        handle: list,
    },
];
