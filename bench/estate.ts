import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Estate } from '../local/estate/generate-estate.ts';
import { generateEstate } from '../local/estate/generate-estate.ts';
import { DEFAULT_EXCLUDED_OFFERS } from '../shared/config.ts';
import { makeOracle } from '../test/support/oracle.ts';
import { closeConnections } from './http.ts';
import { startStack } from './stack.ts';
import type { Stack } from './stack.ts';

const USAGE = `Usage: node bench/estate.ts [--tenants 200] [--subscriptions 10000] [--seed 7] [--every 20] [--compare]

Audits a generated estate twice on the local cloud, and prints for each run how long it took, how much memory the
process of the functions held, how often Azure was asked, and how many rows differ from an independent oracle.

  --every N   of the calls to Azure every Nth fails, by turns with 429 and 503
  --compare   the same again, in processes of its own, with 1,000 tenants and 100,000 subscriptions; prints how many times
              the memory that takes (no more than 1.3 is asked for)`;

const COMPARED_WITH = { tenants: 1_000, subscriptions: 100_000 };

const WATCH_MS = 500;
const REFUSED = [
    { status: 429, retryAfterSeconds: 1 },
    { status: 503, retryAfterSeconds: undefined },
];
const MANY = 1_000_000_000;

const options = z.object({
    tenants: z.coerce.number().int().min(1).max(5000).default(200),
    subscriptions: z.coerce.number().int().min(1).default(10_000),
    seed: z.coerce.number().int().default(7),
    every: z.coerce.number().int().min(2).optional(),
    compare: z.boolean().default(false),
});

const runShape = z.looseObject({
    id: z.string(),
    status: z.string(),
    startedAt: z.string(),
    finishedAt: z.string().optional(),
    tenants: z.record(z.string(), z.number()),
});

const rowShape = z.looseObject({
    tenantId: z.string(),
    subscriptionId: z.string(),
    coverage: z.string(),
    reason: z.string().nullish(),
});

const listShape = z.looseObject({ items: z.array(rowShape), continuation: z.string().optional() });

/** What the kernel says of a process's memory, in MiB: now, and the most so far. */
const memoryOf = async (pid: number) => {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const mib = (name: string) => Math.round(Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024);
    return { now: mib('VmRSS'), most: mib('VmHWM') };
};

const sim = async ({ run }: Stack, method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${run.arm}/_sim/${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
    const text = await answer.text();
    return text === '' ? undefined : (JSON.parse(text) as unknown);
};

const load = async (stack: Stack, { document, customers }: Estate): Promise<void> => {
    for (const { tenantId } of stack.tenants) await stack.api(204, 'DELETE', `/api/customers/${tenantId}`);
    await sim(stack, 'PUT', 'state', document);
    const known = customers.map(({ tenantId, name, contactEmail, partnerId }) => ({
        tenantId,
        name,
        contactEmail,
        partnerId,
    }));
    await stack.api(207, 'POST', '/api/customers/batch', known);
};

/** Where a run stands; undefined where a connection was closed at the moment it was used again. */
const runOf = async (stack: Stack, id: string) => {
    try {
        return runShape.parse(JSON.parse(await stack.api(200, 'GET', `/api/audit/runs/${id}`)));
    } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ECONNRESET') return undefined;
        throw error;
    }
};

/** One run to its end, watched. */
const audit = async (stack: Stack) => {
    await sim(stack, 'DELETE', 'requests');
    const { id } = runShape.parse(JSON.parse(await stack.api(202, 'POST', '/api/audit/runs')));
    for (;;) {
        await delay(WATCH_MS);
        const run = await runOf(stack, id);
        if (run?.status !== 'finished') continue;
        const seconds = (Date.parse(run.finishedAt ?? '') - Date.parse(run.startedAt)) / 1000;
        const requests = (await sim(stack, 'GET', 'requests')) as { path: string; status: number }[];
        return { seconds, tenants: run.tenants, requests };
    }
};

/** By what is asked for: the last part of a path tells. */
const countBy = (requests: readonly { path: string }[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const { path } of requests) {
        const name = /^\/subscriptions\/[^/]+$/.test(path) ? 'subscription' : (path.split('/').at(-1) ?? '');
        counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
};

/** Rows that are not as the oracle says, or not there at all. */
const wrongRows = async (stack: Stack, { document, customers }: Estate): Promise<number> => {
    const oracle = makeOracle(document, {
        now: new Date(),
        defaultPartnerId: '314159',
        excludedOffers: DEFAULT_EXCLUDED_OFFERS,
    });
    const expected = new Map<string, string>();
    for (const { tenantId, partnerId } of customers) {
        const customer = partnerId === undefined ? { tenantId } : { tenantId, partnerId };
        for (const [id, row] of oracle.expectTenant(customer).rows) {
            expected.set(`${tenantId}|${id}`, `${row.coverage}|${row.reason ?? ''}`);
        }
    }
    let wrong = 0;
    let continuation: string | undefined;
    do {
        const more = continuation === undefined ? '' : `&continuation=${encodeURIComponent(continuation)}`;
        const page = listShape.parse(JSON.parse(await stack.api(200, 'GET', `/api/subscriptions?limit=1000${more}`)));
        for (const { tenantId, subscriptionId, coverage, reason } of page.items) {
            const key = `${tenantId}|${subscriptionId}`;
            if (expected.get(key) !== `${coverage}|${reason ?? ''}`) wrong += 1;
            expected.delete(key);
        }
        continuation = page.continuation;
    } while (continuation !== undefined);
    return wrong + expected.size;
};

interface Size {
    tenants: number;
    subscriptions: number;
    seed: number;
}

/** @returns the most memory that the process of the functions held after each run, in MiB */
const measureEstate = async (size: Size, every: number | undefined): Promise<number[]> => {
    const estate = generateEstate({ ...size, now: new Date() });
    const stack = await startStack(['reconcile']);
    try {
        await load(stack, estate);
        if (every !== undefined) {
            for (const [n, fault] of REFUSED.entries()) {
                const order = {
                    ...fault,
                    path: '^/(subscriptions|providers)',
                    every: every * 2,
                    times: MANY,
                    skip: n * every,
                };
                await sim(stack, 'POST', 'faults', order);
            }
        }
        const most: number[] = [];
        const atRest = await memoryOf(stack.run.pids.host);
        for (const round of ['first', 'unchanged']) {
            const { requests, ...run } = await audit(stack);
            const memory = await memoryOf(stack.run.pids.host);
            most.push(memory.most);
            console.log(
                JSON.stringify({
                    round,
                    ...size,
                    ...run,
                    wrongRows: await wrongRows(stack, estate),
                    memoryMiB: { atRest: atRest.now, after: memory.now, most: memory.most },
                    refused: requests.filter(({ status }) => status === 429 || status === 503).length,
                    requests: { all: requests.length, ...countBy(requests) },
                }),
            );
        }
        return most;
    } finally {
        await stack.stop();
    }
};

const measureAll = async ({ compare, every, ...size }: z.infer<typeof options>): Promise<void> => {
    const small = await measureEstate(size, every);
    if (!compare) return;
    const large = await measureEstate({ ...COMPARED_WITH, seed: size.seed }, every);
    const times = large.map((most, round) => Math.round((most / (small[round] ?? NaN)) * 100) / 100);
    console.log(JSON.stringify({ memoryMiB: { small, large }, times }));
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

try {
    const { values } = parseArgs({
        options: {
            tenants: { type: 'string' },
            subscriptions: { type: 'string' },
            seed: { type: 'string' },
            every: { type: 'string' },
            compare: { type: 'boolean' },
            help: { type: 'boolean', short: 'h' },
        },
    });
    if (values.help === true) console.log(USAGE);
    else await measureAll(options.parse(values));
} catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
} finally {
    closeConnections();
}
