import { loadavg } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { generateEstate } from '../../local/estate/generate-estate.ts';
import { startStack } from '../stack.ts';
import type { Stack } from '../stack.ts';
import { askedFor, forgetRequests, loadEstate, refuseEvery } from './double.ts';
import { memoryOf } from './memory.ts';
import type { AuditPeaks } from './memory.ts';
import { wrongRows } from './wrong-rows.ts';

const WATCH_MS = 500;

const runShape = z.looseObject({
    id: z.string(),
    status: z.string(),
    startedAt: z.string(),
    finishedAt: z.string().optional(),
    tenants: z.record(z.string(), z.number()),
});

export interface Size {
    tenants: number;
    subscriptions: number;
    seed: number;
}

/** What two audits of one estate came to. */
export interface Audited {
    /** MiB. */
    most: AuditPeaks;
    wrongRows: number;
}

/** One run to its end, watched. */
const audit = async (stack: Stack) => {
    await forgetRequests(stack);
    const { id } = runShape.parse(JSON.parse(await stack.api(202, 'POST', '/api/audit/runs')));
    for (;;) {
        await delay(WATCH_MS);
        const run = runShape.parse(JSON.parse(await stack.api(200, 'GET', `/api/audit/runs/${id}`)));
        if (run.status !== 'finished') continue;
        const seconds = (Date.parse(run.finishedAt ?? '') - Date.parse(run.startedAt)) / 1000;
        return { seconds, tenants: run.tenants, ...(await askedFor(stack)) };
    }
};

/**
 * Audits a generated estate twice in processes of its own, and prints a line for each.
 *
 * @param every every Nth call to Azure fails; undefined where none does
 */
export const auditEstate = async (size: Size, every: number | undefined): Promise<Audited> => {
    const estate = generateEstate({ ...size, now: new Date() });
    const stack = await startStack(['reconcile']);
    const round = async (name: keyof AuditPeaks) => {
        const run = await audit(stack);
        const { now: after, most } = await memoryOf(stack.run.pids.host);
        const wrong = await wrongRows(stack, estate);
        const load = loadavg().map((minutes) => Math.round(minutes * 10) / 10);
        console.log(
            JSON.stringify({ round: name, ...size, ...run, wrongRows: wrong, memoryMiB: { after, most }, load }),
        );
        return { most, wrong };
    };
    try {
        await loadEstate(stack, estate);
        if (every !== undefined) await refuseEvery(stack, every);
        const first = await round('first');
        const unchanged = await round('unchanged');
        return {
            most: { first: first.most, unchanged: unchanged.most },
            wrongRows: first.wrong + unchanged.wrong,
        };
    } finally {
        await stack.stop();
    }
};
