import { z } from 'zod';

const count = z.int().min(0);

const runSchema = z.object({
    id: z.string(),
    status: z.enum(['running', 'finished']),
    tenants: z.object({ expected: count, done: count, failed: count, partial: count }),
    failedTenants: z
        .array(z.object({ tenantId: z.string(), customerName: z.string().nullish(), reason: z.string() }))
        .default([]),
});

const auditSchema = z.object({
    run: z.object({ id: z.string() }),
    totals: z.object({
        subscriptions: count,
        covered: count,
        missing: count,
        excluded: count,
        inactive: count,
        unknown: count,
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

export type AuditRun = z.infer<typeof runSchema>;
export type Audit = z.infer<typeof auditSchema>;

/** The app did not answer, or said that it cannot now: it may well answer a moment later. */
export class AppAway extends Error {
    override readonly name = 'AppAway';
}

/** The part of an app that an audit needs. */
export interface AuditApp {
    /** Starts a run; its ID. */
    start(): Promise<string>;
    run(id: string): Promise<AuditRun>;
    /** What the latest finished run found. */
    found(most: number): Promise<Audit>;
}

const hintFor = (status: number): string => {
    if (status === 401) return ' (is the key or the token right?)';
    return status === 404 ? ' (is there such a run?)' : '';
};

/**
 * An app by its address.
 *
 * @param url origin of the app, without `/api`
 * @param headers what opens its API: a function key, or an access token
 */
export const auditApp = ({ url, headers }: { url: string; headers: Record<string, string> }): AuditApp => {
    async function ask(method: string, path: string): Promise<Response> {
        const what = `${method} ${path}`;
        const answer = await fetch(new URL(path, url), { method, headers }).catch((error: unknown) => {
            throw new AppAway(`${what} was not answered`, { cause: error });
        });
        if (answer.ok) return answer;
        await answer.body?.cancel();
        const said = `${what} was answered with ${answer.status}${hintFor(answer.status)}`;
        throw answer.status >= 500 || answer.status === 429 ? new AppAway(said) : new Error(said);
    }

    return {
        start: async () => {
            const started = await ask('POST', '/api/audit/runs');
            return runSchema.parse(await started.json()).id;
        },
        run: async (id) => runSchema.parse(await (await ask('GET', `/api/audit/runs/${id}`)).json()),
        found: async (most) => auditSchema.parse(await (await ask('GET', `/api/audit?limit=${most}`)).json()),
    };
};
