import type { IncomingMessage } from 'node:http';

/** The keys of this host: any function takes both, level `admin` and `/admin` only the master key. */
export interface HostKeys {
    functionKey: string;
    masterKey: string;
}

export type AuthLevel = 'anonymous' | 'function' | 'admin';

/** A key in the header decides, right or wrong; `?code=` counts only where there is no header. */
const keyOf = (request: IncomingMessage, query: string): string | undefined => {
    const header = request.headers['x-functions-key'];
    if (typeof header === 'string') return header;
    return new URLSearchParams(query).get('code') ?? undefined;
};

/**
 * Whether a request may call what needs `level`. The real host compares keys without regard to case, and so does this.
 *
 * @param query with or without its question mark
 */
export const isAuthorized = (level: AuthLevel, request: IncomingMessage, query: string, keys: HostKeys): boolean => {
    if (level === 'anonymous') return true;
    const given = keyOf(request, query)?.toLowerCase();
    if (given === undefined || given === '') return false;
    if (given === keys.masterKey.toLowerCase()) return true;
    return level === 'function' && given === keys.functionKey.toLowerCase();
};
