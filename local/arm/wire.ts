/** A request as the operations see it, whatever server took it. */
export interface Request {
    method: string;
    /** Path without query, doubled slashes made one, as encoded by the client. */
    path: string;
    /** Path and query as they came. */
    target: string;
    query: URLSearchParams;
    /** By lower-case name. */
    headers: Record<string, string>;
    body: string;
}

/** An answer: JSON, a page, or nothing. */
export interface Reply {
    status: number;
    headers?: Record<string, string>;
    /** Undefined for none. */
    body?: unknown;
    /** A page in place of a JSON body. */
    html?: string;
    /** Whom the answer is about, where neither token nor path says; for the log of requests. */
    objectId?: string;
}

/** A query parameter, its name compared without case as ARM does. */
export const queryValue = (query: URLSearchParams, name: string): string | undefined => {
    for (const [key, value] of query) if (key.toLowerCase() === name.toLowerCase()) return value;
    return undefined;
};
