import { generateKeyPairSync, sign } from 'node:crypto';
import type { Answer } from '../../../support/stack-http.ts';
import { leadsHere, operationsPage, page, problem } from './sets.ts';
import { FORM } from './world.ts';
import type { HeaderWorld } from './world.ts';

export const AS_JSON = { accept: 'application/json' };
export const AS_PAGE = { accept: 'text/html' };
export const AS_CSV = { accept: 'text/csv' };

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

/** What the app holds signatures of webhooks against: base64 of its DER. */
export const WEBHOOK_KEY = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');

/** One way to ask a route, what it answers, and every header of that answer. */
export interface Asked {
    ask: (world: HeaderWorld) => Promise<Answer> | Answer;
    status: number;
    headers: Readonly<Record<string, string>> | ((world: HeaderWorld) => Readonly<Record<string, string>>);
}

export const says = (status: number, headers: Asked['headers'], ask: Asked['ask']): Asked => ({ ask, status, headers });

interface More {
    body?: unknown;
    headers?: Record<string, string>;
}
/** Where, for what is known only then. */
type Path = string | ((world: HeaderWorld) => string);
const at = (path: Path, world: HeaderWorld): string => (typeof path === 'string' ? path : path(world));

/** Of the partner's API, with its key. */
export const keyed =
    (method: string, path: Path, more: More = {}): Asked['ask'] =>
    (world) =>
        world.stack.api(method, at(path, world), more);
/** Of whoever has a link, or none. */
export const open =
    (method: string, path: Path, more: More = {}): Asked['ask'] =>
    (world) =>
        world.stack.anonymous(method, at(path, world), more);
export const form = (method: string, path: Path, body: string, headers = {}): Asked['ask'] =>
    open(method, path, { body, headers: { ...FORM, ...AS_PAGE, ...headers } });
/** Of somebody who may operate. */
export const operating =
    (method: string, path: Path, { body, headers = {} }: More = {}): Asked['ask'] =>
    (world) =>
        world.stack.anonymous(method, at(path, world), {
            body,
            headers: { ...AS_PAGE, ...headers, ...world.operator },
        });
export const pressing = (path: Path, body = ''): Asked['ask'] => operating('POST', path, { body, headers: FORM });
export const sending =
    (path: string, fields: Record<string, string | Blob>): Asked['ask'] =>
    async ({ origin, operator }) => {
        const body = new FormData();
        for (const [name, value] of Object.entries(fields)) body.append(name, value);
        const answer = await fetch(origin + path, {
            method: 'POST',
            headers: { ...operator, ...AS_PAGE, 'sec-fetch-site': 'same-origin' },
            body,
        });
        return {
            status: answer.status,
            headers: Object.fromEntries(answer.headers.entries()),
            body: await answer.text(),
        };
    };
export const onTheWay =
    (step: keyof HeaderWorld['onTheWay']): Asked['ask'] =>
    (world) =>
        world.onTheWay[step];

const forged = (link: string): string => link.replace(/t=.*/, 't=forged');
export const signed = (body: string): Record<string, string> => {
    const timestamp = String(Math.floor(Date.now() / 1000));
    return {
        'content-type': 'application/json',
        'x-twilio-email-event-webhook-timestamp': timestamp,
        'x-twilio-email-event-webhook-signature': sign('sha256', Buffer.from(timestamp + body), privateKey).toString(
            'base64',
        ),
    };
};

/** A page behind a link: itself, and what a link that opens nothing is told, a person and a script alike. */
export const gone = (method: string, path: Path, body?: string): Asked[] => {
    const ask = (headers: Record<string, string>) =>
        open(
            method,
            (world) => forged(at(path, world)),
            body === undefined ? { headers } : { body, headers: { ...FORM, ...headers } },
        );
    return [says(410, page, ask(AS_PAGE)), says(410, problem, ask(AS_JSON))];
};
/** A page of the operations: itself, and what whoever is not signed in gets. */
export const operations = (path: Path, ...itself: Asked[]): Asked[] => [
    ...itself,
    says(302, leadsHere, open('GET', path, { headers: AS_PAGE })),
    says(401, problem, open('GET', path, { headers: AS_JSON })),
];
export const operationsForm = (path: Path, ...itself: Asked[]): Asked[] => [
    ...itself,
    says(
        403,
        operationsPage,
        operating('POST', path, { body: '', headers: { ...FORM, 'sec-fetch-site': 'cross-site' } }),
    ),
    says(401, problem, form('POST', path, '', AS_JSON)),
];
