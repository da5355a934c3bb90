import { demand } from '../access/access.ts';
import { builtInRoles, type RoleDefinition } from '../access/built-in-roles.ts';
import { ArmError } from '../arm-error.ts';
import { ok, type Operation, type Route } from '../operation.ts';
import type { Scope } from '../state/scopes.ts';
import { queryValue, type Reply } from '../wire.ts';
import { roleDefinitionPath } from './role-ids.ts';

const VERSIONS = ['2022-04-01'];
const ALL = /^(?<scope>.*)\/providers\/Microsoft\.Authorization\/roleDefinitions$/i;
const ONE = /^(?<scope>.*)\/providers\/Microsoft\.Authorization\/roleDefinitions\/(?<name>[^/]+)$/i;

/** What a role allows, as answers give it. */
export const permissionBody = ({ actions, notActions }: RoleDefinition): object => ({
    actions,
    notActions,
    dataActions: [],
    notDataActions: [],
});

const roleBody = (role: RoleDefinition, scope: Scope): unknown => ({
    properties: {
        roleName: role.roleName,
        type: 'BuiltInRole',
        description: role.description,
        assignableScopes: ['/'],
        permissions: [permissionBody(role)],
        createdOn: '2015-02-02T21:55:09.8806423Z',
        updatedOn: '2021-11-11T20:13:47.8628684Z',
        createdBy: null,
        updatedBy: null,
    },
    id: roleDefinitionPath(role.id, scope),
    type: 'Microsoft.Authorization/roleDefinitions',
    name: role.id,
});

const demandRead = ({ world, caller, scope, now }: Operation, reported: string): void => {
    // The built-in roles are no secret: at the tenant every token may read them.
    if (scope.kind === 'tenant') return;
    demand(world, caller, scope, 'Microsoft.Authorization/roleDefinitions/read', now, reported);
};

const isWanted = (role: RoleDefinition, filter: string): boolean => {
    if (filter === '' || /^(atScopeAndBelow\(\)|type eq 'BuiltInRole')$/i.test(filter)) return true;
    if (/^type eq 'CustomRole'$/i.test(filter)) return false;
    const name = /^roleName eq '([^']*)'$/i.exec(filter)?.[1];
    if (name === undefined) throw new ArmError(400, 'BadRequestFormat', `The filter '${filter}' is not supported.`);
    return role.roleName.toLowerCase() === name.toLowerCase();
};

const list = (operation: Operation): Reply => {
    const { scope, request } = operation;
    demandRead(operation, `${scope.path}/providers/Microsoft.Authorization`);
    const filter = queryValue(request.query, '$filter') ?? '';
    return ok({
        value: [...builtInRoles.values()].filter((role) => isWanted(role, filter)).map((role) => roleBody(role, scope)),
    });
};

const get = (operation: Operation): Reply => {
    const { scope, name } = operation;
    demandRead(operation, `${scope.path}/providers/Microsoft.Authorization/roleDefinitions/${name}`);
    const role = builtInRoles.get(name.toLowerCase());
    if (role !== undefined) return ok(roleBody(role, scope));
    throw new ArmError(
        404,
        'RoleDefinitionDoesNotExist',
        `The specified role definition with ID '${name.replaceAll('-', '')}' does not exist.`,
    );
};

export const roleDefinitionRoutes: Route[] = [
    { method: 'GET', path: ALL, versions: VERSIONS, rate: 'subscription-reads', handle: list },
    { method: 'GET', path: ONE, versions: VERSIONS, rate: 'subscription-reads', handle: get },
];
