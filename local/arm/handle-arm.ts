import { randomUUID } from 'node:crypto';
import { ArmError } from './arm-error.ts';
import { authenticate } from './authenticate.ts';
import type { Caller } from './access/access.ts';
import type { Tokens } from './entra/tokens.ts';
import type { Rate, Route } from './operation.ts';
import { armRoutes } from './routes.ts';
import { parseScope, type Scope } from './state/scopes.ts';
import type { Store } from './state/store.ts';
import type { Throttle } from './throttle.ts';
import { queryValue, type Reply, type Request } from './wire.ts';

/** What the ARM side of the double works with. */
export interface ArmService {
    store: Store;
    tokens: Tokens;
    throttle: Throttle;
    now: () => Date;
    /** Origin of the double. */
    url: string;
    pageSize: number;
}

interface Matched {
    route: Route;
    scope: Scope;
    name: string;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const gatewayError = (status: number, code: string, message: string): ArmError =>
    new ArmError(status, code, message, { gateway: true });

const decodedPath = (path: string): string => {
    try {
        return decodeURIComponent(path);
    } catch {
        throw gatewayError(400, 'BadRequest', 'The path is not encoded as it has to be.');
    }
};

const matchRoute = (request: Request): Matched => {
    const path = decodedPath(request.path);
    const candidates = armRoutes.flatMap((route) => {
        const groups = route.path.exec(path)?.groups;
        const scope = route.path.test(path) ? parseScope(groups?.scope ?? '') : undefined;
        return scope === undefined ? [] : [{ route, scope, name: groups?.name ?? '' }];
    });
    const matched = candidates.find(({ route }) => route.method === request.method);
    if (matched !== undefined) return matched;
    if (candidates.length > 0) {
        throw gatewayError(405, 'MethodNotAllowed', `The method '${request.method}' is not allowed here.`);
    }
    throw gatewayError(404, 'InvalidResourceType', `The resource type of '${request.path}' could not be found.`);
};

const checkedVersion = (request: Request, { versions }: Route): string => {
    const version = queryValue(request.query, 'api-version');
    if (version === undefined || version === '') {
        throw gatewayError(
            400,
            'MissingApiVersionParameter',
            'The api-version query parameter (?api-version=) is required for all requests.',
        );
    }
    if (versions.includes(version)) return version;
    throw gatewayError(
        400,
        'InvalidApiVersionParameter',
        `The api-version '${version}' is invalid. The supported versions are '${versions.join(',')}'.`,
    );
};

const checkSubscriptionId = ({ subscriptionId }: Scope): void => {
    if (subscriptionId === undefined || GUID.test(subscriptionId)) return;
    throw gatewayError(
        400,
        'InvalidSubscriptionId',
        `The provided subscription identifier '${subscriptionId}' is malformed or invalid.`,
    );
};

/** Takes one call from the caller's bucket; answers the remaining-calls headers. */
const countCall = (throttle: Throttle, caller: Caller, scope: Scope, rate: Rate): Record<string, string> => {
    const place = scope.subscriptionId ?? 'tenant';
    const principal = `${caller.tenant.row.tenantId}|${caller.objectId}`;
    const { remaining, retryAfterSeconds } = throttle.take(principal, place, rate);
    const kind = rate.split('-')[1] ?? '';
    if (retryAfterSeconds === 0) return { [`x-ms-ratelimit-remaining-${rate}`]: String(remaining) };
    const where = scope.subscriptionId === undefined ? 'tenant' : 'subscription';
    const id = scope.subscriptionId ?? caller.tenant.row.tenantId;
    throw new ArmError(
        429,
        where === 'tenant' ? 'TenantRequestsThrottled' : 'SubscriptionRequestsThrottled',
        `Number of '${kind.replace(/s$/, '')}' requests for ${where} '${id}' actor '${caller.objectId}' exceeded. ` +
            `Please try again after '${retryAfterSeconds}' seconds.`,
        { gateway: true, headers: { 'Retry-After': String(retryAfterSeconds) } },
    );
};

const errorReply = (problem: ArmError): Reply => ({
    status: problem.status,
    headers: { ...problem.headers, ...(problem.gateway ? { 'x-ms-failure-cause': 'gateway' } : {}) },
    body: { error: { code: problem.code, message: problem.message } },
});

const answer = async (request: Request, matched: Matched, service: ArmService): Promise<Reply> => {
    const { route, scope, name } = matched;
    const { store, tokens, throttle, url, pageSize } = service;
    const now = service.now();
    const world = store.world();
    const apiVersion = checkedVersion(request, route);
    checkSubscriptionId(scope);
    const caller = await authenticate(request, scope.subscriptionId, world, tokens, now);
    const rateHeaders = countCall(throttle, caller, scope, route.rate);
    const operation = {
        world,
        caller,
        scope,
        name,
        request,
        apiVersion,
        now,
        url,
        pageSize,
        changed: () => store.changed(),
    };
    try {
        const reply = route.handle(operation);
        return { ...reply, headers: { ...reply.headers, ...rateHeaders } };
    } catch (error) {
        if (!(error instanceof ArmError)) throw error;
        const reply = errorReply(error);
        return error.gateway ? reply : { ...reply, headers: { ...reply.headers, ...rateHeaders } };
    }
};

/** Headers of every ARM answer, right or wrong. */
export const armHeaders = (request: Request, now: Date, isRegional: boolean): Record<string, string> => {
    const id = randomUUID();
    const sent = request.headers['x-ms-correlation-request-id'] ?? '';
    const stamp = `${now.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
    return {
        'Cache-Control': 'no-cache',
        Pragma: 'no-cache',
        Expires: '-1',
        'X-Content-Type-Options': 'nosniff',
        'x-ms-request-id': isRegional ? `local:${id}` : id,
        'x-ms-correlation-request-id': GUID.test(sent) ? sent : id,
        'x-ms-routing-request-id': `LOCAL:${stamp}:${id}`,
    };
};

/** Answers a request to ARM. */
export const handleArm = async (request: Request, service: ArmService): Promise<Reply> => {
    let isRegional = false;
    let reply: Reply;
    try {
        const matched = matchRoute(request);
        isRegional = matched.route.regional === true;
        reply = await answer(request, matched, service);
    } catch (error) {
        if (!(error instanceof ArmError)) throw error;
        reply = errorReply(error);
    }
    return { ...reply, headers: { ...armHeaders(request, service.now(), isRegional), ...reply.headers } };
};
