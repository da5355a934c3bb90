import type { Caller } from './access/access.ts';
import { ArmError } from './arm-error.ts';
import type { Scope } from './state/scopes.ts';
import type { World } from './state/world.ts';
import { queryValue, type Reply, type Request } from './wire.ts';

/** Which remaining-calls header an operation's answers carry: `x-ms-ratelimit-remaining-{rate}`. */
export type Rate =
    'tenant-reads' | 'tenant-writes' | 'subscription-reads' | 'subscription-writes' | 'subscription-deletes';

/** A request whose token and scope are good, with what an operation needs to answer it. */
export interface Operation {
    world: World;
    caller: Caller;
    /** Scope of the path: what stands before `/providers/{namespace}`, or the subscription. */
    scope: Scope;
    /** The last, named part of the path; `''` where the operation has none. */
    name: string;
    request: Request;
    apiVersion: string;
    now: Date;
    /** Origin of the double. */
    url: string;
    /** How many rows a page of a list has. */
    pageSize: number;
    /** To be called after the document was changed. */
    changed(): void;
}

/** One operation of ARM. */
export interface Route {
    method: 'GET' | 'PUT' | 'PATCH' | 'DELETE';
    /** Matched against the decoded path, without case; named groups `scope` and `name`. */
    path: RegExp;
    versions: readonly string[];
    rate: Rate;
    /** Its `x-ms-request-id` has the form `region:guid`. */
    regional?: true;
    handle(operation: Operation): Reply;
}

/** A 200 with a body. */
export const ok = (body: unknown): Reply => ({ status: 200, body });

/** The JSON body of a request. @throws ArmError 400 InvalidRequestContent where it is none */
export const jsonBody = (request: Request): unknown => {
    try {
        return JSON.parse(request.body);
    } catch {
        throw new ArmError(
            400,
            'InvalidRequestContent',
            'The request content was invalid and could not be deserialized.',
            { gateway: true },
        );
    }
};

const encodeToken = (position: string): string => Buffer.from(position).toString('base64url');
const decodeToken = (token: string): string => Buffer.from(token, 'base64url').toString();

/**
 * One page of a list that is ordered by ID, and the link to the next.
 * The token names the first ID of the page, so that rows which come or go in between shift nothing.
 */
export const pageOf = <Row>(
    rows: readonly Row[],
    idOf: (row: Row) => string,
    { request, url }: Operation,
    size: number,
): { rows: Row[]; nextLink: string | undefined } => {
    const token = queryValue(request.query, '$skiptoken');
    const from = token === undefined ? 0 : firstFrom(rows, idOf, decodeToken(token));
    const next = rows[from + size];
    if (next === undefined) return { rows: rows.slice(from), nextLink: undefined };
    const link = new URL(request.target, url);
    for (const name of [...link.searchParams.keys()]) {
        if (name.toLowerCase() === '$skiptoken') link.searchParams.delete(name);
    }
    link.searchParams.set('$skiptoken', encodeToken(idOf(next)));
    return { rows: rows.slice(from, from + size), nextLink: link.href };
};

const firstFrom = <Row>(rows: readonly Row[], idOf: (row: Row) => string, id: string): number => {
    let [low, high] = [0, rows.length];
    while (low < high) {
        const middle = (low + high) >> 1;
        const row = rows[middle];
        if (row !== undefined && idOf(row) < id) low = middle + 1;
        else high = middle;
    }
    return low;
};
