import { Hono } from 'hono';
import { inboxPage, messagePage, noMessagePage } from './inbox-page.ts';
import type { MailEnv, MailState } from './mail-context.ts';

// A frame made of `srcdoc` inherits this policy: nothing in a mail runs, whatever its frame allows.
const POLICY = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    'img-src http: https: data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
].join('; ');

/** The inbox: pages for people at `/`, JSON at `/api/messages`. */
export const inboxRoutes = ({ mailbox }: MailState): Hono<MailEnv> => {
    const app = new Hono<MailEnv>();
    app.use(async (c, next) => {
        await next();
        c.header('Content-Security-Policy', POLICY);
        c.header('Referrer-Policy', 'no-referrer');
        c.header('X-Content-Type-Options', 'nosniff');
        c.header('Cache-Control', 'no-store');
    });
    app.get('/', (c) => c.html(inboxPage(mailbox.all())));
    app.get('/messages/:id', (c) => {
        const message = mailbox.find(c.req.param('id'));
        return message === undefined ? c.html(noMessagePage(), 404) : c.html(messagePage(message));
    });
    app.get('/messages/:id/attachments/:index{[0-9]+}', (c) => {
        const file = mailbox.file(c.req.param('id'), Number(c.req.param('index')));
        if (file === undefined) return c.html(noMessagePage(), 404);
        // Saved, never shown: whatever is in it must not run here.
        return c.body(new Uint8Array(file.content), 200, {
            'Content-Type': file.type,
            'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
        });
    });
    app.get('/api/messages', (c) => c.json(mailbox.all()));
    app.get('/api/messages/:id', (c) => {
        const message = mailbox.find(c.req.param('id'));
        return message === undefined ? c.json({ problems: ['there is no such mail'] }, 404) : c.json(message);
    });
    app.delete('/api/messages', (c) => {
        mailbox.clear();
        return c.body(null, 204);
    });
    return app;
};
