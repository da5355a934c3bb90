import { demand, heldRoles } from '../access/access.ts';
import { builtInRoles } from '../access/built-in-roles.ts';
import { ok, type Operation, type Route } from '../operation.ts';
import type { Reply } from '../wire.ts';
import { permissionBody } from './role-definitions.ts';

/** What the caller may do at the scope: one entry per assignment that gives it something there. */
const list = ({ world, caller, scope, now }: Operation): Reply => {
    const reported = `${scope.path === '/' ? '' : scope.path}/providers/Microsoft.Authorization`;
    demand(world, caller, scope, 'Microsoft.Authorization/permissions/read', now, reported);
    const roles = heldRoles(world, caller, scope, now).flatMap(
        ({ roleDefinitionId }) => builtInRoles.get(roleDefinitionId) ?? [],
    );
    return ok({ value: roles.map(permissionBody) });
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
