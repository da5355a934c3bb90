import { createServer as createPlainServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Exchange, Recorder } from '../exchange.ts';
import { answer, serviceOf, type Service, type Services } from './answer.ts';
import { goodClaims } from './authenticate.ts';
import { entraTenant } from './entra/routes.ts';
import { BodyTooLarge, flatHeaders, readRequest, sendReply } from './http.ts';
import { isPublicPage, pageTenant } from './sign-in/routes.ts';
import { handleSim, isSimPath } from './sim.ts';
import type { Reply, Request } from './wire.ts';

/** Everything the servers of the double put together. */
export interface Double extends Services {
    record: Recorder | undefined;
    log: (line: string) => void;
}

/** `pages`: only what a browser opens, for who trusts no certificate of ours. */
type Side = 'everything' | 'pages';

// Longer than a client's pool keeps a connection: none is closed in the moment it is used again.
const KEEP_ALIVE_MS = 75_000;

const noteRequest = async (request: Request, reply: Reply | undefined, service: Service, { arm, sim }: Double) => {
    const claims = service === 'arm' ? await goodClaims(request, arm.tokens) : undefined;
    const name = entraTenant(request.path) ?? pageTenant(request.path);
    const named = name === undefined ? undefined : arm.store.world().tenant(name)?.row;
    sim.requests.add({
        method: request.method,
        path: request.path,
        tenantId: claims?.tenantId ?? named?.tenantId ?? null,
        objectId: claims?.objectId ?? reply?.objectId ?? null,
        status: reply?.status ?? 0,
        at: arm.now().toISOString(),
    });
};

const handle = async (incoming: IncomingMessage, outgoing: ServerResponse, side: Side, double: Double) => {
    const { arm, sim, signIn, record } = double;
    const request = await readRequest(incoming);
    if (isSimPath(request.path)) {
        sendReply(outgoing, handleSim(request, sim));
        return;
    }
    // Whatever else the plain server is asked for is no page, and is told so on one.
    const service = side === 'pages' ? 'page' : serviceOf(request);
    const at = arm.now().toISOString();
    const { reply, isFault } = await answer(request, service, double);
    if (reply === 'drop') {
        await noteRequest(request, undefined, service, double);
        incoming.socket.destroy();
        return;
    }
    // Noted before the answer goes out: whoever has the answer finds its request in the list.
    await noteRequest(request, reply, service, double);
    const body = sendReply(outgoing, reply);
    // What the pages have among themselves is nobody's contract.
    if (service === 'page' && !isPublicPage(request)) return;
    const exchange: Exchange = {
        service: service === 'arm' ? 'arm' : 'entra',
        at,
        request: {
            method: request.method,
            url: new URL(request.target, side === 'pages' ? signIn.url : arm.url).href,
            headers: request.headers,
            body: request.body,
        },
        response: { status: reply.status, headers: flatHeaders(outgoing.getHeaders()), body },
        ...(isFault ? { fault: true } : {}),
    };
    record?.(exchange);
};

/** A bug in an answer is logged and becomes a 500. */
const listener = (side: Side, double: Double) => (incoming: IncomingMessage, outgoing: ServerResponse) => {
    handle(incoming, outgoing, side, double).catch((error: unknown) => {
        if (error instanceof BodyTooLarge) {
            outgoing.setHeader('Connection', 'close');
            sendReply(outgoing, {
                status: 413,
                body: { error: { code: 'RequestContentTooLarge', message: error.message } },
            });
            return;
        }
        if (!incoming.complete) return;
        double.log(
            `${incoming.method ?? ''} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        );
        if (outgoing.headersSent) outgoing.destroy();
        else {
            sendReply(outgoing, {
                status: 500,
                body: { error: { code: 'InternalServerError', message: 'The double itself failed.' } },
            });
        }
    });
};

/** The HTTPS server: all of Entra, and ARM. */
export const createDoubleServer = (tls: { key: string; cert: string }, double: Double): Server =>
    createServer({ key: tls.key, cert: tls.cert, keepAliveTimeout: KEEP_ALIVE_MS }, listener('everything', double));

/** The plain server: Entra's pages alone. */
export const createPagesServer = (double: Double): Server =>
    createPlainServer({ keepAliveTimeout: KEEP_ALIVE_MS }, listener('pages', double));
