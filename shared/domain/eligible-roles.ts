import listed from './data/eligible-roles.json' with { type: 'json' };
import { lazily } from '../lazily.ts';
import others from './data/other-roles.json' with { type: 'json' };

/** Roles that earn recognition for a partner's linked identity by Microsoft's list: name by role definition ID. */
export const ELIGIBLE_ROLES: ReadonlyMap<string, string> = new Map(
    listed.roles.filter(({ eligible }) => eligible).map(({ id, name }) => [id, name]),
);

const NOT_ELIGIBLE: ReadonlyMap<string, string> = new Map(
    listed.roles.filter(({ eligible }) => !eligible).map(({ id, name }) => [id, name]),
);

/** Built-in roles that the list says nothing about: most of them are younger than it. */
const notListed = lazily((): ReadonlyMap<string, string> => new Map(Object.entries(others.names)));

/**
 * Why a role counts or does not: on Microsoft's list (`eligible`), added by the partner's settings
 * (`added`), on the list as one that does not count, as Reader (`not-eligible`), or not on it at all
 * (`not-listed`): a newer built-in role, or one that the customer made.
 */
export type RoleStanding = 'eligible' | 'added' | 'not-eligible' | 'not-listed';

/** A role with its standing. */
export interface KnownRole {
    /** Null for a role that is not built in. */
    name: string | null;
    standing: RoleStanding;
}

/** Which roles earn recognition where they stand. IDs are GUIDs of role definitions in any letter case. */
export interface EligibleRoles {
    /** Whether any of these roles does. */
    held(roles: readonly { roleDefinitionId: string }[]): boolean;
    role(roleDefinitionId: string): KnownRole;
}

/** @param added IDs of role definitions that count beside Microsoft's list */
export function eligibleRoles(added: readonly string[] = []): EligibleRoles {
    const extra = new Set(added.map((id) => id.toLowerCase()));
    const standing = (id: string): RoleStanding => {
        if (ELIGIBLE_ROLES.has(id)) return 'eligible';
        if (extra.has(id)) return 'added';
        return NOT_ELIGIBLE.has(id) ? 'not-eligible' : 'not-listed';
    };
    const role = (roleDefinitionId: string): KnownRole => {
        const id = roleDefinitionId.toLowerCase();
        const name = ELIGIBLE_ROLES.get(id) ?? NOT_ELIGIBLE.get(id) ?? notListed().get(id) ?? null;
        return { name, standing: standing(id) };
    };
    return {
        role,
        held: (roles) =>
            roles.some(({ roleDefinitionId }) => ['eligible', 'added'].includes(role(roleDefinitionId).standing)),
    };
}
