import { createHash } from 'node:crypto';
import type { SampleRoleAssignment } from './document.ts';
import { canonicalPath, parseScope, type Scope } from './scopes.ts';

/** A role assignment with what the document leaves to be worked out. */
export interface Assignment {
    name: string;
    scope: Scope;
    /** The row of the document it stands for. */
    row: SampleRoleAssignment;
    /** Milliseconds; Infinity for a permanent one. */
    endsAt: number;
}

/** The role assignments of one tenant, found by place, by principal and by name. */
export interface Assignments {
    at(scopeKey: string): readonly Assignment[];
    of(principalId: string): readonly Assignment[];
    within(subscriptionId: string): readonly Assignment[];
    named(name: string): Assignment | undefined;
    all(): Iterable<Assignment>;
    /** Rises with every change. */
    revision(): number;
    add(row: SampleRoleAssignment): Assignment;
    remove(assignment: Assignment): void;
}

// The document need not name its assignments; the same one must carry the same name at every start.
const derivedName = (row: SampleRoleAssignment, occurrence: number): string => {
    const text = [row.scope.toLowerCase(), row.principalId, row.roleDefinitionId, String(occurrence)].join('|');
    return guidFrom(text);
};

/** A GUID that is always the same for the same text. */
export const guidFrom = (text: string): string =>
    createHash('sha256')
        .update(text)
        .digest('hex')
        .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-5$3-8$4-$5');

const push = <Value>(map: Map<string, Value[]>, key: string, value: Value): void => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [value]);
    else list.push(value);
};

const drop = <Value>(map: Map<string, Value[]>, key: string, value: Value): void => {
    const rest = map.get(key)?.filter((other) => other !== value) ?? [];
    if (rest.length === 0) map.delete(key);
    else map.set(key, rest);
};

/** Indexes the rows; adding and removing changes the array that was given, which is the document's own. */
export const indexAssignments = (rows: SampleRoleAssignment[]): Assignments => {
    const byName = new Map<string, Assignment>();
    const byScope = new Map<string, Assignment[]>();
    const byPrincipal = new Map<string, Assignment[]>();
    const bySubscription = new Map<string, Assignment[]>();

    const index = (row: SampleRoleAssignment): Assignment => {
        const scope = parseScope(canonicalPath(row.scope));
        if (scope === undefined) throw new Error(`not a scope: ${row.scope}`);
        let name = row.name;
        for (let occurrence = 0; name === undefined; occurrence += 1) {
            const candidate = derivedName(row, occurrence);
            if (!byName.has(candidate)) name = candidate;
        }
        const endsAt = row.endDateTime === undefined ? Infinity : Date.parse(row.endDateTime);
        const assignment = { name, scope, row, endsAt };
        byName.set(name, assignment);
        push(byScope, scope.key, assignment);
        push(byPrincipal, row.principalId, assignment);
        if (scope.subscriptionId !== undefined) push(bySubscription, scope.subscriptionId, assignment);
        return assignment;
    };
    rows.forEach(index);
    let revision = 0;

    return {
        at: (scopeKey) => byScope.get(scopeKey) ?? [],
        of: (principalId) => byPrincipal.get(principalId) ?? [],
        within: (subscriptionId) => bySubscription.get(subscriptionId) ?? [],
        named: (name) => byName.get(name.toLowerCase()),
        all: () => byName.values(),
        revision: () => revision,
        add(row) {
            revision += 1;
            rows.push(row);
            return index(row);
        },
        remove(assignment) {
            const { row, scope } = assignment;
            revision += 1;
            rows.splice(rows.indexOf(row), 1);
            byName.delete(assignment.name);
            drop(byScope, scope.key, assignment);
            drop(byPrincipal, row.principalId, assignment);
            if (scope.subscriptionId !== undefined) drop(bySubscription, scope.subscriptionId, assignment);
        },
    };
};
