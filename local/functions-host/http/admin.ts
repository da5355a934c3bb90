import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { TriggerInput } from '../app/invoke.ts';
import type { LoadedFunction } from '../registry.ts';
import { toQueueInput } from '../service-bus/run-trigger.ts';
import { toTimerInfo } from '../timer/timer-info.ts';
import { isAuthorized } from './keys.ts';
import type { HostKeys } from './keys.ts';
import { readRequestBody } from './request-body.ts';
import type { RequestPath } from './request-path.ts';
import { sendEmpty, sendJson, sendText } from './send.ts';

/** What the admin endpoints know of the host and may ask of it. */
export interface AdminHost {
    keys: HostKeys;
    functions: () => LoadedFunction[];
    /** Why the host does not run; undefined where it does. */
    error: () => string | undefined;
    fire: (target: LoadedFunction, input: TriggerInput) => void;
    now: () => Date;
}

const bodySchema = z.looseObject({ input: z.string().default('') });

const parseInput = (bytes: Uint8Array | undefined): string | undefined => {
    if (bytes === undefined) return '';
    try {
        const parsed = bodySchema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
        return parsed.success ? parsed.data.input : undefined;
    } catch {
        return undefined;
    }
};

const inputFor = (target: LoadedFunction, input: string, now: Date): TriggerInput | undefined => {
    switch (target.trigger) {
        case 'timer':
            return { data: toTimerInfo(target, undefined, now) };
        case 'serviceBus':
            return toQueueInput(input, target.binary ? Buffer.from(input) : undefined, undefined);
        case 'http':
            return undefined;
    }
};

const fireByHand = async (host: AdminHost, name: string, request: IncomingMessage, response: ServerResponse) => {
    const target = host.functions().find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (target === undefined) {
        sendEmpty(response, 404);
        return;
    }
    const body = await readRequestBody(request);
    const text = body.kind === 'body' ? parseInput(body.bytes) : undefined;
    const input = text === undefined ? undefined : inputFor(target, text, host.now());
    if (input === undefined) {
        const expected = target.trigger === 'http' ? 'An HTTP function is called by its route.' : '{"input": "..."}';
        sendText(response, 400, `Expected: ${expected}`);
        return;
    }
    host.fire(target, input);
    sendEmpty(response, 202);
};

/**
 * Answers what is below `/admin`, all of it with the master key alone: `POST /admin/functions/{name}` runs a function now
 * (a queue function gets `{"input": "..."}`), `GET /admin/host/status` says how the host is.
 */
export const handleAdmin = async (
    host: AdminHost,
    request: IncomingMessage,
    path: RequestPath,
    response: ServerResponse,
): Promise<void> => {
    if (!isAuthorized('admin', request, path.query, host.keys)) {
        sendEmpty(response, 401);
        return;
    }
    const [, area = '', name = '', ...more] = path.segments;
    const route = `${request.method ?? ''} ${area.toLowerCase()}`;
    if (route === 'POST functions' && name !== '' && more.length === 0) {
        await fireByHand(host, name, request, response);
    } else if (route === 'GET host' && name.toLowerCase() === 'status' && more.length === 0) {
        const error = host.error();
        sendJson(response, 200, {
            id: 'local',
            state: error === undefined ? 'Running' : 'Error',
            version: '4.0.0-local',
            processUptime: Math.round(process.uptime() * 1000),
            ...(error === undefined ? {} : { errors: [error] }),
        });
    } else sendEmpty(response, 404);
};
