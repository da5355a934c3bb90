import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { errorsOfSchema, errorsWithoutField, schemaMessage } from './send-errors.ts';
import type { MailContext, MailEnv, MailState } from './mail-context.ts';
import { sendRequest } from './send-request.ts';
import { findBrokenRules } from './send-rules.ts';

/** The only key that the double takes. */
export const LOCAL_API_KEY = 'SG.local';

const MAX_BYTES = 30 * 1024 * 1024;

const parseJson = (text: string): { value: unknown } | undefined => {
    try {
        return { value: JSON.parse(text) };
    } catch {
        return undefined;
    }
};

const send = async (c: MailContext, { mailbox, now, log }: MailState): Promise<Response> => {
    const body = parseJson(await c.req.text());
    if (body === undefined) return c.json(errorsWithoutField('Bad Request'), 400);
    const parsed = sendRequest.safeParse(body.value, { error: schemaMessage });
    if (!parsed.success) return c.json(errorsOfSchema(parsed.error), 400);
    const broken = findBrokenRules(parsed.data, now());
    if (broken.length > 0) return c.json({ errors: broken }, 400);
    if (parsed.data.mail_settings?.sandbox_mode?.enable === true) return c.body(null, 200);

    const messageId = randomBytes(16).toString('base64url');
    mailbox.take(messageId, parsed.data, now());
    const recipients = parsed.data.personalizations.flatMap(({ to }) => to.map(({ email }) => email));
    const others = recipients.length > 1 ? ` and ${recipients.length - 1} more` : '';
    log(`Mail to ${recipients[0] ?? ''}${others}: ${new URL(c.req.url).origin}/messages/${messageId}`);
    return c.body(null, 202, { 'X-Message-Id': messageId });
};

/** SendGrid's `/v3`: `POST /mail/send`, and its refusals. */
export const sendRoutes = (state: MailState): Hono<MailEnv> => {
    const app = new Hono<MailEnv>();
    app.use(async (c, next) => {
        if (c.req.header('authorization') === `Bearer ${LOCAL_API_KEY}`) return next();
        return c.json(errorsWithoutField('The provided authorization grant is invalid, expired, or revoked'), 401);
    });
    app.post(
        '/mail/send',
        bodyLimit({ maxSize: MAX_BYTES, onError: (c) => c.json(errorsWithoutField('Payload too large'), 413) }),
        async (c) => {
            const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
            if (type !== 'application/json') {
                return c.json(errorsWithoutField('Content-Type should be application/json.'), 415);
            }
            return send(c, state);
        },
    );
    app.all('/mail/send', (c) => c.json(errorsWithoutField('POST method allowed only'), 405));
    app.all('*', (c) => c.json(errorsWithoutField('not found'), 404));
    return app;
};
