import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

const runSchema = z.object({
    id: z.string(),
    status: z.enum(['running', 'finished']),
    tenants: z.object({ expected: z.int(), done: z.int(), failed: z.int(), partial: z.int() }),
});

const auditSchema = z.object({
    totals: z.object({
        subscriptions: z.int(),
        covered: z.int(),
        missing: z.int(),
        excluded: z.int(),
        inactive: z.int(),
        unknown: z.int(),
    }),
    missing: z.array(
        z.object({
            customerName: z.string().nullish(),
            tenantId: z.string(),
            subscriptionId: z.string(),
            displayName: z.string().nullish(),
            reason: z.string(),
            missingSince: z.string().nullish(),
        }),
    ),
    continuation: z.string().optional(),
});

type AuditRun = z.infer<typeof runSchema>;
type Audit = z.infer<typeof auditSchema>;

/** Which app to ask, and how. */
export interface AuditOptions {
    /** Origin of the app, without `/api`. */
    url: string;
    /** A function key. */
    key: string;
    /** Takes the lines for people. */
    print: (line: string) => void;
    /** Milliseconds between two looks at the run. */
    pollEvery?: number;
}

const SHOWN = 50;

// Names come from customers: what steers a terminal must not reach it.
const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, ' ');

const progress = ({ tenants }: AuditRun): string =>
    `${tenants.done} of ${tenants.expected} tenants done` +
    (tenants.failed > 0 ? `, ${tenants.failed} failed` : '') +
    (tenants.partial > 0 ? `, ${tenants.partial} seen in part` : '');

const report = ({ totals, missing, continuation }: Audit): string[] => [
    `${totals.subscriptions} subscriptions: ${totals.covered} covered, ${totals.missing} missing, ` +
        `${totals.excluded} excluded, ${totals.inactive} inactive, ${totals.unknown} unknown`,
    ...missing.map(
        (row) =>
            `  ${plain(row.customerName ?? row.tenantId)}, ${plain(row.displayName ?? row.subscriptionId)}: ${row.reason}` +
            (typeof row.missingSince === 'string' ? ` since ${row.missingSince.slice(0, 10)}` : ''),
    ),
    ...(continuation === undefined ? [] : ['  … and more: GET /api/audit has all of them']),
];

/**
 * Starts an audit run, watches it to its end and prints what it found.
 *
 * @returns whether every tenant could be audited
 * @throws when the app answers anything but what it should
 */
export const watchAudit = async ({ url, key, print, pollEvery = 1000 }: AuditOptions): Promise<boolean> => {
    const ask = async (method: string, path: string): Promise<Response> => {
        const answer = await fetch(new URL(path, url), { method, headers: { 'x-functions-key': key } });
        if (answer.ok) return answer;
        const hint = answer.status === 401 ? ' (is the key right?)' : '';
        throw new Error(`${method} ${path} was answered with ${answer.status}${hint}`);
    };

    const started = await ask('POST', '/api/audit/runs');
    await started.body?.cancel();
    const location = started.headers.get('location');
    if (location === null) throw new Error('The answer to the start of the run names no Location.');

    let said = '';
    for (;;) {
        const run = runSchema.parse(await (await ask('GET', location)).json());
        const line = progress(run);
        if (line !== said) print(line);
        said = line;
        if (run.status === 'finished') {
            const audit = auditSchema.parse(await (await ask('GET', `/api/audit?limit=${SHOWN}`)).json());
            report(audit).forEach(print);
            return run.tenants.failed === 0;
        }
        await delay(pollEvery);
    }
};
