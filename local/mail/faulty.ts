import { setTimeout as delay } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { MiddlewareHandler } from 'hono';
import { faultHeaders, faultStatus, type Fault } from '../faults.ts';
import type { MailEnv, MailState } from './mail-context.ts';
import { errorAt, errorsWithoutField, type SendErrors } from './send-errors.ts';

const messages: Record<number, string> = {
    401: 'The provided authorization grant is invalid, expired, or revoked',
    403: 'access forbidden',
    429: 'too many requests',
    500: 'internal server error',
    503: 'service unavailable',
};

// A 400 is about the first recipient unless `code` names another field: the refusal that has been recorded.
const faultBody = (status: number, fault: Fault): SendErrors =>
    status === 400
        ? { errors: [errorAt(fault.code ?? 'personalizations.0.to.0.email', 'Does not contain a valid address.')] }
        : errorsWithoutField(fault.code ?? messages[status] ?? `status ${status}`);

const rateLimitHeaders = (now: Date) => ({
    'X-RateLimit-Limit': '600',
    'X-RateLimit-Remaining': '0',
    'X-RateLimit-Reset': String(Math.ceil(now.getTime() / 1000) + 1),
});

/** Answers wrongly as often as it was told to, and marks such a request for the recording. */
export const faulty =
    ({ faults, now }: MailState): MiddlewareHandler<MailEnv> =>
    async (c, next) => {
        const url = new URL(c.req.url);
        const fault = faults.take(c.req.method, url.pathname + url.search);
        if (fault === undefined) return next();
        if (fault.delayMs !== undefined) await delay(fault.delayMs);
        if (fault.drop === true) {
            c.env.outgoing.destroy();
            c.set('fault', true);
            return RESPONSE_ALREADY_SENT;
        }
        const status = faultStatus(fault);
        if (status === undefined) return next();
        c.set('fault', true);
        return new Response(JSON.stringify(faultBody(status, fault)), {
            status,
            headers: {
                'content-type': 'application/json',
                ...(status === 429 ? rateLimitHeaders(now()) : {}),
                ...faultHeaders(fault),
            },
        });
    };
