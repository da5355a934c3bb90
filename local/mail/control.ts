import { Hono } from 'hono';
import { z } from 'zod';
import { problemsOf } from '../faults.ts';
import type { MailEnv, MailState } from './mail-context.ts';
import { postEvents } from './post-events.ts';
import { eventKind, makeEvent } from './webhook-event.ts';

const eventsOrder = z.strictObject({
    url: z.url({ protocol: /^https?$/, error: 'the http(s) address of the webhook' }),
    /** Unix seconds of the signature; now when absent. */
    timestamp: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
    events: z
        .array(z.looseObject({ messageId: z.string(), event: eventKind }))
        .min(1)
        .max(1000),
});

// What is no JSON at all is refused by the schemas like any other value that does not fit.
const json = (text: string): unknown => {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
};

/** `/_sim`: what SendGrid does not have; faults, the requests seen, and events on order. */
export const controlRoutes = (state: MailState): Hono<MailEnv> => {
    const { faults, requests, mailbox, now } = state;
    const app = new Hono<MailEnv>();

    app.get('/faults', (c) => c.json(faults.list()));
    app.post('/faults', async (c) => {
        const problems = faults.add(json(await c.req.text()));
        return problems.length === 0 ? c.body(null, 204) : c.json({ problems }, 400);
    });
    app.delete('/faults', (c) => {
        faults.clear();
        return c.body(null, 204);
    });

    app.get('/requests', (c) => c.json(requests));
    app.delete('/requests', (c) => {
        requests.length = 0;
        return c.body(null, 204);
    });

    app.post('/events', async (c) => {
        const parsed = eventsOrder.safeParse(json(await c.req.text()));
        if (!parsed.success) return c.json({ problems: problemsOf(parsed.error) }, 400);
        const { url, events, timestamp } = parsed.data;
        const at = timestamp === undefined ? now() : new Date(timestamp * 1000);
        const made: object[] = [];
        for (const { messageId, event, ...members } of events) {
            const message = mailbox.find(messageId);
            if (message === undefined) return c.json({ problems: [`messageId: there is no mail ${messageId}`] }, 404);
            made.push({ ...makeEvent(message, event, at), ...members });
        }
        try {
            return c.json(await postEvents(state, url, made, at));
        } catch (error) {
            return c.json({ problems: [`url: nothing answers there (${String(error)})`] }, 502);
        }
    });
    return app;
};
