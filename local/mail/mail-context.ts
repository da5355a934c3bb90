import type { Context } from 'hono';
import type { HttpBindings } from '@hono/node-server';
import type { Recorder } from '../exchange.ts';
import type { Faults } from '../faults.ts';
import type { Mailbox } from './mailbox.ts';
import type { WebhookSigner } from './webhook.ts';

/** A request at SendGrid's own paths, as `GET /_sim/requests` shows it. */
export interface SeenRequest {
    method: string;
    /** With its query. */
    path: string;
    /** 0 when the connection was dropped. */
    status: number;
    /** ISO 8601, UTC. */
    at: string;
}

/** What the routes of the mail double share. */
export interface MailState {
    mailbox: Mailbox;
    faults: Faults;
    requests: SeenRequest[];
    signer: WebhookSigner;
    now: () => Date;
    record: Recorder | undefined;
    log: (line: string) => void;
}

/** Hono's environment: Node's request and response; `fault` where the answer was ordered through `/_sim/faults`. */
export interface MailEnv {
    Bindings: HttpBindings;
    Variables: { fault?: true };
}

export type MailContext = Context<MailEnv>;
