import type { IncomingMessage, ServerResponse } from 'node:http';
import { createTraceContext } from '../app/trace-context.ts';
import type { EasyAuth } from '../easy-auth/easy-auth.ts';
import type { Invocations } from '../invocations.ts';
import type { HttpFunction, LoadedFunction } from '../registry.ts';
import { handleAdmin } from './admin.ts';
import type { AdminHost } from './admin.ts';
import { isAuthorized } from './keys.ts';
import { readRequestBody } from './request-body.ts';
import { parseRequestPath } from './request-path.ts';
import type { RequestPath } from './request-path.ts';
import { requestUrl, toRpcRequest } from './rpc-request.ts';
import { sendEmpty, sendResult, sendText } from './send.ts';

export interface HttpHost extends AdminHost {
    invocations: Invocations;
    /** What stands before the app where the platform authenticates. */
    easyAuth: EasyAuth | undefined;
}

interface Match {
    target: HttpFunction;
    params: Record<string, string>;
}

/** The first in the order of names wins; nothing is ranked by how specific it is. */
const findRoute = (functions: readonly LoadedFunction[], method: string, path: RequestPath): Match | undefined => {
    for (const target of functions) {
        if (target.trigger !== 'http' || target.disabled) continue;
        if (target.methods.length > 0 && !target.methods.includes(method)) continue;
        const params = target.matches(path.segments);
        if (params !== undefined) return { target, params };
    }
    return undefined;
};

const callFunction = async (
    host: HttpHost,
    { target, params }: Match,
    request: IncomingMessage,
    path: RequestPath,
    response: ServerResponse,
): Promise<void> => {
    const body = await readRequestBody(request);
    if (body.kind === 'too-large') {
        response.setHeader('connection', 'close');
        sendEmpty(response, 500);
        return;
    }
    const { traceparent, tracestate } = request.headers;
    const result = await host.invocations.run(
        target,
        {
            data: { http: toRpcRequest(request, path, params, body.bytes, host.easyAuth?.headersFor(request)) },
            traceContext: createTraceContext(
                typeof traceparent === 'string' ? traceparent : undefined,
                typeof tracestate === 'string' ? tracestate : undefined,
            ),
        },
        `${request.method ?? ''} ${path.escaped}`,
        'debug',
    );
    if (result.succeeded) sendResult(response, result.response.returnValue?.http ?? undefined);
    else sendEmpty(response, 500);
};

/** Answers one HTTP request as the real host does. */
export const handleHttp = async (host: HttpHost, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = parseRequestPath(request.url ?? '/');
    if (!URL.canParse(requestUrl(request, path))) {
        // A Host header of nonsense; further in, the error would carry the whole address, query and all, into the log.
        sendEmpty(response, 400);
        return;
    }
    if (await host.easyAuth?.handle(request, response)) return;
    if (path.segments[0]?.toLowerCase() === 'admin') {
        await handleAdmin(host, request, path, response);
        return;
    }
    if (host.error() !== undefined) {
        sendText(response, 503, 'Function host is not running.');
        return;
    }
    const match = findRoute(host.functions(), request.method ?? 'GET', path);
    if (match === undefined) sendEmpty(response, 404);
    else if (!isAuthorized(match.target.authLevel, request, path.query, host.keys)) sendEmpty(response, 401);
    else await callFunction(host, match, request, path, response);
};
