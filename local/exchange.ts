import { appendFileSync } from 'node:fs';

/** One request and its answer as they went over the wire, for checking the doubles against their documents. */
export interface Exchange {
    service: 'arm' | 'entra' | 'mail';
    /** ISO 8601, UTC. */
    at: string;
    request: WireMessage & { method: string; url: string };
    response: WireMessage & { status: number };
    /** The answer was ordered through `/_sim/faults`: it need not be what the service would have said. */
    fault?: true;
}

/** Headers by lower-case name and the body as text; `''` where there was none. */
export interface WireMessage {
    headers: Record<string, string>;
    body: string;
}

/** Takes an exchange as it happened. */
export type Recorder = (exchange: Exchange) => void;

// Stand-ins have the shape of what they stand for, so that a recording still passes its document.
const REDACTED = 'redacted';
const REDACTED_JWT = 'redacted.redacted.redacted';
const REDACTED_VERIFIER = REDACTED.padEnd(43, '-');

const standIns: Record<string, string> = {
    client_secret: REDACTED,
    client_assertion: REDACTED_JWT,
    code: REDACTED,
    code_verifier: REDACTED_VERIFIER,
    access_token: REDACTED,
    refresh_token: REDACTED,
    id_token: REDACTED_JWT,
};

const redactForm = (body: string): string => {
    const form = new URLSearchParams(body);
    for (const [name, standIn] of Object.entries(standIns)) if (form.has(name)) form.set(name, standIn);
    return form.toString();
};

const redactJson = (body: string): string =>
    body.replace(/"(access_token|refresh_token|id_token)"\s*:\s*"[^"]*"/g, (_match, name: string) =>
        JSON.stringify({ [name]: standIns[name] }).slice(1, -1),
    );

// Tokens of the links in mails, and what a sign-in carries through the browser: in addresses, and in the pages and
// headers that repeat them. The number in the address of an error's explanation is no code of a sign-in.
const redactLinks = (text: string): string =>
    text.replace(/(?<!\/error)([?&;#](?:t|code|state|nonce|sso_reload)=)[\w.~%+-]+/g, `$1${REDACTED}`);

const redactMessage = <Message extends WireMessage>(message: Message): Message => {
    const headers = { ...message.headers };
    for (const name of ['authorization', 'cookie', 'set-cookie']) {
        const value = headers[name];
        if (value !== undefined) headers[name] = `${value.startsWith('Bearer ') ? 'Bearer ' : ''}${REDACTED}`;
    }
    for (const name of ['location', 'referer']) {
        const value = headers[name];
        if (value !== undefined) headers[name] = redactLinks(value);
    }
    const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
    const body = isForm ? redactForm(message.body) : redactLinks(redactJson(message.body));
    return { ...message, headers, body };
};

/** The same exchange without secrets: credentials, tokens, codes and the tokens of links. */
export const redactExchange = (exchange: Exchange): Exchange => ({
    ...exchange,
    request: { ...redactMessage(exchange.request), url: redactLinks(exchange.request.url) },
    response: redactMessage(exchange.response),
});

/** Appends each exchange, without its secrets, to a file as one line of JSON. Throws what writing throws. */
export const recordTo =
    (file: string): Recorder =>
    (exchange) => {
        appendFileSync(file, `${JSON.stringify(redactExchange(exchange))}\n`, { mode: 0o600 });
    };
