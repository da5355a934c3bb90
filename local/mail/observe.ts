import type { MiddlewareHandler } from 'hono';
import type { MailEnv, MailState } from './mail-context.ts';

const KEPT_REQUESTS = 100_000;

const headersOf = (headers: Headers): Record<string, string> => Object.fromEntries(headers.entries());

/** Notes every request for `GET /_sim/requests`, and the whole exchange where a recorder is given. */
export const observe =
    ({ requests, record, now }: MailState): MiddlewareHandler<MailEnv> =>
    async (c, next) => {
        const at = now().toISOString();
        const url = new URL(c.req.url);
        await next();
        const dropped = c.env.outgoing.destroyed;
        const seen = { method: c.req.method, path: url.pathname + url.search, at };
        requests.push({ ...seen, status: dropped ? 0 : c.res.status });
        if (requests.length > KEPT_REQUESTS) requests.shift();
        if (record === undefined || dropped) return;

        // A body that was refused for its size is not there to be read.
        const requestBody = c.res.status === 413 ? '' : await c.req.text();
        record({
            service: 'mail',
            at,
            request: { method: c.req.method, url: c.req.url, headers: headersOf(c.req.raw.headers), body: requestBody },
            response: {
                status: c.res.status,
                headers: headersOf(c.res.headers),
                body: c.res.body === null ? '' : await c.res.clone().text(),
            },
            ...(c.get('fault') === true ? { fault: true as const } : {}),
        });
    };
