import type { Estate } from '../../local/estate/generate-estate.ts';
import type { Stack } from '../stack.ts';

const REFUSED = [
    { status: 429, retryAfterSeconds: 1 },
    { status: 503, retryAfterSeconds: undefined },
];
const MANY = 1_000_000_000;

/** A control request to the double of Azure. */
const control = async ({ run }: Stack, method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${run.arm}/_sim/${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
    const text = await answer.text();
    return text === '' ? undefined : (JSON.parse(text) as unknown);
};

/** Puts the estate in the place of what was there, at Azure and among the customers. */
export const loadEstate = async (stack: Stack, { document, customers }: Estate): Promise<void> => {
    for (const { tenantId } of stack.tenants) await stack.api(204, 'DELETE', `/api/customers/${tenantId}`);
    await control(stack, 'PUT', 'state', document);
    const known = customers.map(({ tenantId, name, contactEmail, partnerId }) => ({
        tenantId,
        name,
        contactEmail,
        partnerId,
    }));
    await stack.api(207, 'POST', '/api/customers/batch', known);
};

/** From now on every Nth call fails, by turns with 429 and 503. */
export const refuseEvery = async (stack: Stack, every: number): Promise<void> => {
    for (const [n, fault] of REFUSED.entries()) {
        const order = { ...fault, path: '^/(subscriptions|providers)', every: every * 2, times: MANY, skip: n * every };
        await control(stack, 'POST', 'faults', order);
    }
};

export const forgetRequests = (stack: Stack): Promise<unknown> => control(stack, 'DELETE', 'requests');

/** What Azure was asked since it was told to forget: how often, how often it refused, and for what. */
export const askedFor = async (stack: Stack): Promise<{ refused: number; requests: Record<string, number> }> => {
    const requests = (await control(stack, 'GET', 'requests')) as { path: string; status: number }[];
    const counts: Record<string, number> = { all: requests.length };
    for (const { path } of requests) {
        // The last part of a path tells.
        const name = /^\/subscriptions\/[^/]+$/.test(path) ? 'subscription' : (path.split('/').at(-1) ?? '');
        counts[name] = (counts[name] ?? 0) + 1;
    }
    return { refused: requests.filter(({ status }) => status === 429 || status === 503).length, requests: counts };
};
