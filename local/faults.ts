import { z } from 'zod';
import { ID_TOKEN_DEFECTS, type IdTokenDefect } from './id-token-defects.ts';

/**
 * One answer a double is told to give wrongly, as `POST /_sim/faults` takes it. At least one of `status`,
 * `retryAfterSeconds`, `delayMs` and `drop` says what goes wrong.
 */
export interface Fault {
    /** HTTP method it is for; any when absent. */
    method?: string | undefined;
    /** Regular expression, without case, looked for in the path as the log has it, and in the path with its query. */
    path: string;
    /** Status to answer with; 429 when only `retryAfterSeconds` is given. */
    status?: number | undefined;
    /** Error code of the body; each double has its own default per status. */
    code?: string | undefined;
    /** Headers added to the wrong answer. */
    headers?: Record<string, string> | undefined;
    /** Value of `Retry-After`. */
    retryAfterSeconds?: number | undefined;
    /** Milliseconds to wait first; alone, the right answer follows. */
    delayMs?: number | undefined;
    /** Ends the connection without an answer. */
    drop?: boolean | undefined;
    /** Only every so many-th request that fits gets it; each one when absent. */
    every?: number | undefined;
    /** So many requests that fit are spared first. */
    skip?: number | undefined;
    /** How many more requests get it. */
    times: number;
    /** JSON in place of the body that goes with status and code. Entra and Azure only, as all that follow. */
    body?: unknown;
    /** Token requests of this grant alone. */
    grantType?: 'client_credentials' | 'authorization_code' | undefined;
    /** Spares the requests of people who signed in with more than a password. */
    unlessMfa?: boolean | undefined;
    /**
     * What is wrong with the ID token that a code is redeemed for; all else of the answer is right. Meant for tests of
     * who verifies it: `{path: '/token$', idToken: 'expired', times: 1}`.
     */
    idToken?: IdTokenDefect | undefined;
}

/** The faults a double has been told of. */
export interface Faults {
    /** Takes one fault as it came in; answers what is wrong with it, nothing when it was taken. */
    add(input: unknown): string[];
    /** What is still to come, oldest first. */
    list(): Fault[];
    clear(): void;
    /**
     * The oldest fault for this request, counted down by one; undefined when there is none.
     *
     * @param isFor what else has to fit
     */
    take(method: string, pathWithQuery: string, isFor?: (fault: Fault) => boolean): Fault | undefined;
}

const isRegExp = (source: string): boolean => {
    try {
        new RegExp(source, 'i');
        return true;
    } catch {
        return false;
    }
};

const everywhere = z.strictObject({
    method: z.string().min(1).optional(),
    path: z.string().refine(isRegExp, 'is no regular expression'),
    status: z.int().min(200).max(599).optional(),
    code: z.string().min(1).optional(),
    headers: z.record(z.string(), z.string()).optional(),
    retryAfterSeconds: z.int().min(0).optional(),
    delayMs: z.int().min(0).max(3_600_000).optional(),
    drop: z.boolean().optional(),
    every: z.int().min(1).optional(),
    skip: z.int().min(0).optional(),
    times: z.int().min(1).default(1),
});

const ofAzure = everywhere.extend({
    body: z.unknown().optional(),
    grantType: z.enum(['client_credentials', 'authorization_code']).optional(),
    unlessMfa: z.boolean().optional(),
    idToken: z.enum(ID_TOKEN_DEFECTS).optional(),
});

const hasEffect = ({ status, retryAfterSeconds, delayMs, drop, idToken }: Fault): boolean =>
    drop === true || [status, retryAfterSeconds, delayMs, idToken].some((effect) => effect !== undefined);

const NEEDS_EFFECT = 'needs one of status, retryAfterSeconds, delayMs, drop';
const schemas = {
    mail: everywhere.refine(hasEffect, NEEDS_EFFECT),
    azure: ofAzure.refine(hasEffect, `${NEEDS_EFFECT}, idToken`),
};

/** Turns what zod found into lines of `path: message`. */
export const problemsOf = (error: z.ZodError): string[] =>
    error.issues.map((issue) => [issue.path.map(String).join('.'), issue.message].filter(Boolean).join(': '));

/** The status a fault answers with; undefined when the right answer is to follow (a mere delay). */
export const faultStatus = (fault: Fault): number | undefined =>
    fault.status ?? (fault.retryAfterSeconds === undefined ? undefined : 429);

/** The headers a fault answers with, `Retry-After` included. */
export const faultHeaders = (fault: Fault): Record<string, string> => ({
    ...fault.headers,
    ...(fault.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(fault.retryAfterSeconds) }),
});

/**
 * An empty list of faults; knows nothing of any web framework.
 *
 * @param of whose faults: each double refuses the members that it would not heed
 */
export const createFaults = (of: 'mail' | 'azure'): Faults => {
    let pending: { fault: Fault; pattern: RegExp; seen: number }[] = [];
    /** Whether it is the turn of a request that fits; counts it. */
    const isDue = (entry: { fault: Fault; seen: number }): boolean => {
        const { every = 1, skip = 0 } = entry.fault;
        entry.seen += 1;
        return entry.seen > skip && (entry.seen - skip) % every === 0;
    };
    return {
        add(input) {
            const parsed = schemas[of].safeParse(input);
            if (!parsed.success) return problemsOf(parsed.error);
            pending.push({ fault: parsed.data, pattern: new RegExp(parsed.data.path, 'i'), seen: 0 });
            return [];
        },
        list: () => pending.map(({ fault }) => ({ ...fault })),
        clear() {
            pending = [];
        },
        take(method, pathWithQuery, isFor = () => true) {
            // An expression that ends in `$` is meant for the path, one with `\?` for the query: either may fit.
            const [path = ''] = pathWithQuery.split('?', 1);
            const hit = pending.find(
                (entry) =>
                    (entry.fault.method === undefined || entry.fault.method.toUpperCase() === method.toUpperCase()) &&
                    (entry.pattern.test(path) || entry.pattern.test(pathWithQuery)) &&
                    isFor(entry.fault) &&
                    isDue(entry),
            );
            if (hit === undefined) return undefined;
            hit.fault.times -= 1;
            if (hit.fault.times === 0) pending = pending.filter((entry) => entry !== hit);
            return { ...hit.fault };
        },
    };
};
