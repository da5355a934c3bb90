import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import type { Recorder } from '../exchange.ts';
import { createFaults } from '../faults.ts';
import { listen } from '../listen.ts';
import { controlRoutes } from './control.ts';
import { faulty } from './faulty.ts';
import { inboxRoutes } from './inbox.ts';
import type { MailEnv, MailState } from './mail-context.ts';
import { createMailbox } from './mailbox.ts';
import { observe } from './observe.ts';
import { sendRoutes } from './send.ts';
import { createWebhookSigner } from './webhook.ts';

export { LOCAL_API_KEY } from './send.ts';
export type { Message } from './mailbox.ts';

const KEPT_MAILS = 10_000;

/** The local mail service: SendGrid's send, with an inbox. */
export interface LocalMail {
    port: number;
    /** Base URL for SendGrid's client, and the inbox for people; without a slash at the end. */
    url: string;
    /** Key of the event webhook's signatures: base64 DER SubjectPublicKeyInfo. */
    publicKey: string;
    close(): Promise<void>;
}

/** How the mail service is started. */
export interface MailOptions {
    /** 0 for any free one. */
    port: number;
    now?: () => Date;
    /** Takes every exchange at SendGrid's paths and every call of the event webhook. */
    record?: Recorder | undefined;
    log?: (line: string) => void;
}

const createApp = (state: MailState): Hono<MailEnv> => {
    const app = new Hono<MailEnv>();
    app.use('/v3/*', observe(state), faulty(state));
    app.route('/v3', sendRoutes(state));
    app.route('/_sim', controlRoutes(state));
    app.route('/', inboxRoutes(state));
    return app;
};

/**
 * Starts the stand-in for SendGrid on the loopback address. It takes any sender and the key `SG.local`, keeps the newest
 * 10,000 mails in memory, and delivers none.
 *
 * @throws when the port is in use, saying so
 */
export const startMail = async ({ port, now, record, log }: MailOptions): Promise<LocalMail> => {
    const signer = createWebhookSigner();
    const app = createApp({
        mailbox: createMailbox(KEPT_MAILS),
        faults: createFaults('mail'),
        requests: [],
        signer,
        now: now ?? (() => new Date()),
        record,
        log: log ?? (() => undefined),
    });
    const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server;
    const taken = await listen(server, port, 'the mail service', 'LOCAL_MAIL_PORT');
    return {
        port: taken,
        url: `http://localhost:${taken}`,
        publicKey: signer.publicKey,
        close: () =>
            new Promise((resolve, reject) => {
                server.close((error) => {
                    if (error === undefined) resolve();
                    else reject(error);
                });
                server.closeAllConnections();
            }),
    };
};
