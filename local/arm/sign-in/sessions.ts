import { randomBytes } from 'node:crypto';

/** Remembers, by a browser's cookie and in memory alone, which accounts it has signed in to which tenant. */
export interface Sessions {
    /** Object IDs, the earliest first. */
    accounts(id: string | undefined, tenantId: string): string[];
    /** Adds an account; the session's ID, new where the browser had none. */
    signIn(id: string | undefined, tenantId: string, objectId: string): string;
}

const KEPT = 10_000;

export const createSessions = (): Sessions => {
    const sessions = new Map<string, Set<string>>();
    const prefixOf = (tenantId: string) => `${tenantId}|`;
    return {
        accounts: (id = '', tenantId) =>
            [...(sessions.get(id) ?? [])]
                .filter((account) => account.startsWith(prefixOf(tenantId)))
                .map((account) => account.slice(prefixOf(tenantId).length)),
        signIn(id = '', tenantId, objectId) {
            const known = sessions.get(id);
            // An ID that is not ours is never taken over.
            const ours = known === undefined ? randomBytes(32).toString('base64url') : id;
            sessions.set(ours, (known ?? new Set()).add(prefixOf(tenantId) + objectId));
            const [oldest] = sessions.keys();
            if (sessions.size > KEPT && oldest !== undefined) sessions.delete(oldest);
            return ours;
        },
    };
};
