import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Exchange, Recorder } from '../exchange.ts';
import { faultStatus } from '../faults.ts';
import { goodClaims } from './authenticate.ts';
import { handleEntra, entraTenant } from './entra/routes.ts';
import type { ClientKeys } from './entra/client-assertion.ts';
import { faultyReply } from './faulty-reply.ts';
import { handleArm, type ArmService } from './handle-arm.ts';
import { handleSim, isSimPath, type Sim } from './sim.ts';
import type { Reply, Request } from './wire.ts';

/** Everything the server of the double puts together. */
export interface Double {
    arm: ArmService;
    sim: Sim;
    keys: ClientKeys;
    record: Recorder | undefined;
    log: (line: string) => void;
}

const MAX_BODY_BYTES = 4 * 1024 * 1024;
// Longer than a client's pool keeps a connection: none is closed in the moment it is used again.
const KEEP_ALIVE_MS = 75_000;
const MAX_STATE_BYTES = 512 * 1024 * 1024;

class BodyTooLarge extends Error {}

const readBody = async (incoming: IncomingMessage, limit: number): Promise<string> => {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > limit) throw new BodyTooLarge(`a body of more than ${limit} bytes`);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
};

const flatHeaders = (headers: NodeJS.Dict<string | string[] | number>): Record<string, string> =>
    Object.fromEntries(
        Object.entries(headers).flatMap(([name, value]) =>
            value === undefined ? [] : [[name.toLowerCase(), [value].flat().join(', ')]],
        ),
    );

const readRequest = async (incoming: IncomingMessage): Promise<Request> => {
    const target = (incoming.url ?? '/').replace(/^[^?]*/, (path) => path.replace(/\/{2,}/g, '/'));
    const [path = '/', search = ''] = target.split(/\?(.*)/s, 2);
    return {
        method: incoming.method ?? 'GET',
        path,
        target,
        query: new URLSearchParams(search),
        headers: flatHeaders(incoming.headers),
        body: await readBody(incoming, isSimPath(path) ? MAX_STATE_BYTES : MAX_BODY_BYTES),
    };
};

/** Writes the answer and gives back the body as it went out. */
const sendReply = (outgoing: ServerResponse, { status, headers = {}, body }: Reply): string => {
    const text = body === undefined ? '' : JSON.stringify(body);
    outgoing.statusCode = status;
    for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
    if (text !== '') outgoing.setHeader('Content-Type', 'application/json; charset=utf-8');
    if (status !== 204) outgoing.setHeader('Content-Length', Buffer.byteLength(text));
    outgoing.end(text);
    return text;
};

interface Answer {
    reply: Reply | 'drop';
    isFault: boolean;
}

const answerService = async (request: Request, isEntra: boolean, double: Double): Promise<Answer> => {
    const { arm, sim, keys } = double;
    const fault = sim.faults.take(request.method, request.target);
    if (fault?.delayMs !== undefined) await wait(fault.delayMs, undefined, { ref: false });
    if (fault?.drop === true) return { reply: 'drop', isFault: true };
    const status = fault === undefined ? undefined : faultStatus(fault);
    if (fault !== undefined && status !== undefined) {
        return { reply: faultyReply(request, fault, status, isEntra, arm.now()), isFault: true };
    }
    const reply = isEntra
        ? await handleEntra(request, {
              world: arm.store.world(),
              tokens: arm.tokens,
              keys,
              url: arm.url,
              now: arm.now(),
          })
        : await handleArm(request, arm);
    return { reply, isFault: false };
};

const noteRequest = async (request: Request, status: number, entra: string | undefined, double: Double) => {
    const { arm, sim } = double;
    const claims = entra === undefined ? await goodClaims(request, arm.tokens) : undefined;
    const named = entra === undefined ? undefined : arm.store.world().tenant(entra)?.row;
    const isToken = request.method === 'POST' && status === 200;
    sim.requests.add({
        method: request.method,
        path: request.path,
        tenantId: claims?.tenantId ?? named?.tenantId ?? null,
        objectId: claims?.objectId ?? (isToken ? named?.servicePrincipal?.objectId : undefined) ?? null,
        status,
        at: arm.now().toISOString(),
    });
};

const handle = async (incoming: IncomingMessage, outgoing: ServerResponse, double: Double): Promise<void> => {
    const { arm, sim, record } = double;
    const request = await readRequest(incoming);
    if (isSimPath(request.path)) {
        sendReply(outgoing, handleSim(request, sim));
        return;
    }
    const entra = entraTenant(request.path);
    const at = arm.now().toISOString();
    const { reply, isFault } = await answerService(request, entra !== undefined, double);
    if (reply === 'drop') {
        await noteRequest(request, 0, entra, double);
        incoming.socket.destroy();
        return;
    }
    // Noted before the answer goes out: whoever has the answer finds its request in the list.
    await noteRequest(request, reply.status, entra, double);
    const body = sendReply(outgoing, reply);
    const exchange: Exchange = {
        service: entra === undefined ? 'arm' : 'entra',
        at,
        request: {
            method: request.method,
            url: new URL(request.target, arm.url).href,
            headers: request.headers,
            body: request.body,
        },
        response: { status: reply.status, headers: flatHeaders(outgoing.getHeaders()), body },
        ...(isFault ? { fault: true } : {}),
    };
    record?.(exchange);
};

/** The HTTPS server; a bug in an answer is logged and becomes a 500. */
export const createDoubleServer = (tls: { key: string; cert: string }, double: Double): Server =>
    createServer({ key: tls.key, cert: tls.cert, keepAliveTimeout: KEEP_ALIVE_MS }, (incoming, outgoing) => {
        handle(incoming, outgoing, double).catch((error: unknown) => {
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
    });
