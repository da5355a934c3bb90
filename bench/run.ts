import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildApp } from '../local/build-app.ts';
import { closeConnections } from './http.ts';
import { measure } from './measure.ts';
import type { Measure, Result } from './measure.ts';
import { attachMeasure } from './measures/attach.ts';
import { auditMeasure, unchangedAuditMeasure } from './measures/audit.ts';
import { confirmMeasure } from './measures/confirm.ts';
import { inviteMeasure } from './measures/invite.ts';
import { loadMeasure } from './measures/load.ts';
import { pageMeasure } from './measures/page.ts';
import { OPS_PAGES, startOpsStacks } from './measures/ops-page.ts';
import type { OpsPageName } from './measures/ops-page.ts';
import { queueMeasure } from './measures/queue.ts';
import { tableOf } from './print.ts';
import { startStack } from './stack.ts';
import type { Stack } from './stack.ts';

const USAGE = `Usage: npm run bench [-- --json] [-- --only load,invite,...]

Measures the app on the local cloud, each value beside the floor of what it cannot do without, in the same run.
A ratio of 1 is as good as the floor. The parts ops-... fill a deployment with 100,000 subscriptions and 20,000 invites
first, which takes some minutes; their floor is the same page of an empty deployment.`;

/** What would otherwise work beside what is measured. */
const BACKGROUND = ['outbound-mail', 'sweep', 'reconcile'];

type MakeMeasure = (stack: Stack) => Promise<Measure>;

/** What is measured on which stack: functions that would take from it are switched off there. */
const GROUPS: { disabled: string[]; measures: Record<string, MakeMeasure> }[] = [
    {
        disabled: [...BACKGROUND, 'attach', 'audit-tenant'],
        measures: { invite: inviteMeasure, confirm: confirmMeasure, page: pageMeasure },
    },
    {
        disabled: BACKGROUND,
        // The attach last: the invites that it leaves behind would be looked at by the audit.
        measures: {
            queue: queueMeasure,
            audit: auditMeasure,
            'audit-unchanged': unchangedAuditMeasure,
            attach: attachMeasure,
        },
    },
];

const OPS_NAMES = Object.keys(OPS_PAGES) as OpsPageName[];
const NAMES = ['load', ...GROUPS.flatMap(({ measures }) => Object.keys(measures)), ...OPS_NAMES];

/** On stderr, so that `--json` prints nothing else than its answer. */
const measuring = async (one: Measure): Promise<Result> => {
    console.error(`Measuring ${one.name} ...`);
    return await measure(one);
};

const measureLoad = async (): Promise<Result> => {
    const appRoot = await mkdtemp(join(tmpdir(), 'dpor-attach-bench-app-'));
    try {
        await buildApp(appRoot);
        return await measuring(loadMeasure(appRoot));
    } finally {
        await rm(appRoot, { recursive: true, force: true });
    }
};

/** The operations pages of a deployment with 100,000 subscriptions and 20,000 invites, beside those of an empty one. */
const measureOpsPages = async (names: readonly OpsPageName[]): Promise<Result[]> => {
    console.error('Filling the tables behind the operations pages ...');
    const stacks = await startOpsStacks([...BACKGROUND, 'attach', 'audit-tenant']);
    try {
        const results: Result[] = [];
        for (const name of names) results.push(await measuring(stacks.measureOf(name)));
        return results;
    } finally {
        await stacks.stop();
    }
};

const measureAll = async (isWanted: (name: string) => boolean): Promise<Result[]> => {
    const results = isWanted('load') ? [await measureLoad()] : [];
    for (const { disabled, measures } of GROUPS) {
        const wanted = Object.entries(measures).filter(([name]) => isWanted(name));
        if (wanted.length === 0) continue;
        const stack = await startStack(disabled);
        try {
            for (const [, make] of wanted) results.push(await measuring(await make(stack)));
        } finally {
            await stack.stop();
        }
    }
    const pages = OPS_NAMES.filter(isWanted);
    if (pages.length > 0) results.push(...(await measureOpsPages(pages)));
    return results;
};

const wantedBy = (only: string | undefined): ((name: string) => boolean) => {
    if (only === undefined) return () => true;
    const names = only.split(',');
    const unknown = names.filter((name) => !NAMES.includes(name));
    if (unknown.length > 0) throw new Error(`No such measure: ${unknown.join(', ')}. There are ${NAMES.join(', ')}.`);
    return (name) => names.includes(name);
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

try {
    const { values } = parseArgs({
        options: {
            json: { type: 'boolean', default: false },
            only: { type: 'string' },
            help: { type: 'boolean', short: 'h' },
        },
    });
    if (values.help === true) {
        console.log(USAGE);
    } else {
        const results = await measureAll(wantedBy(values.only));
        console.log(values.json ? JSON.stringify(results, undefined, 2) : tableOf(results));
    }
} catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
} finally {
    closeConnections();
}
