import type { InvocationContext } from '@azure/functions';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { getGuide } from '../../../functions/guide-get.ts';
import { postGuide } from '../../../functions/guide-post.ts';
import { getHelp } from '../../../functions/help-get.ts';
import { guidePath } from '../../../shared/http/guide-link.ts';
import { tellPeople } from '../../../shared/http/people.ts';
import { httpHandler } from '../../../shared/http/route.ts';
import type { Invite } from '../../../shared/domain/invite.ts';
import { request } from '../../unit/http/requests.ts';
import { makeWorld } from './world.ts';
import type { World } from './world.ts';

/** What was logged, to look for what must not be. */
export type Logged = string[];

const contextOver = (logged: Logged): InvocationContext => {
    const log = (...what: unknown[]): void => {
        logged.push(JSON.stringify(what));
    };
    return { info: log, warn: log, error: log, log } as unknown as InvocationContext;
};

/** The routes of the guide page over a world, as the runtime calls them. */
export const routesOf = (world: World, logged: Logged = []) => {
    const handlers = {
        GET: httpHandler(getGuide(world.deps), tellPeople(world.deps.partner)),
        POST: httpHandler(postGuide(world.deps), tellPeople(world.deps.partner)),
    };
    const help = httpHandler(getHelp(world.deps), tellPeople(world.deps.partner));
    return async (method: 'GET' | 'POST', path: string, headers: Record<string, string> = {}, body?: string) => {
        const [, inviteId = ''] = /^\/api\/guide\/([^/?]+)/.exec(path) ?? [];
        const handler = path.startsWith('/api/help') ? help : handlers[method];
        const asked = request({ method, path, headers, params: { inviteId }, ...(body === undefined ? {} : { body }) });
        const { status, headers: sent, body: said } = await handler(asked, contextOver(logged));
        return { status, headers: Object.fromEntries(new Headers(sent)), body: typeof said === 'string' ? said : '' };
    };
};

/** The same for a browser, at an origin of its own. */
export async function serve() {
    const app: { routes?: ReturnType<typeof routesOf> } = {};
    const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
        const body = await text(incoming);
        const headers = Object.fromEntries(
            Object.entries(incoming.headers).flatMap(([name, value]) =>
                typeof value === 'string' && name !== 'content-length' ? [[name, value]] : [],
            ),
        );
        const method = incoming.method === 'POST' ? 'POST' : 'GET';
        const made = await app.routes?.(method, incoming.url ?? '/', headers, method === 'POST' ? body : undefined);
        response.writeHead(made?.status ?? 404, made?.headers);
        response.end(made?.body);
    };
    const server = createServer((incoming, response) => void answer(incoming, response)).listen(0);
    await once(server, 'listening');
    const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    const world = makeWorld(origin);
    app.routes = routesOf(world);
    return {
        world,
        origin,
        linkTo: (invite: Invite): string => `${origin}${guidePath(world.linkOf(invite))}`,
        close: async (): Promise<void> => {
            server.closeAllConnections();
            server.close();
            await once(server, 'close');
        },
    };
}
