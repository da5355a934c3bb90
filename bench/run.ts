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
import type { Pair } from './measures/beside.ts';
import { confirmMeasure } from './measures/confirm.ts';
import { inviteMeasure } from './measures/invite.ts';
import { loadMeasure } from './measures/load.ts';
import { pageMeasure } from './measures/page.ts';
import { OPS_PAGES, startOpsStacks } from './measures/ops-page.ts';
import type { OpsPageName } from './measures/ops-page.ts';
import { queueMeasure } from './measures/queue.ts';
import { tableOf } from './print.ts';
import { startStack } from './stack.ts';

const USAGE = `Usage: npm run bench [-- --json] [-- --only load,invite,...]

Measures the app on the local cloud, each value beside the floor of what it cannot do without, in the same run: a bare
app in a host and a cloud of its own, that makes the calls which the guarantees need, each time anew, and nothing else.
A ratio of 1 is as good as the floor. The parts ops-... fill a deployment with 100,000 subscriptions and 20,000 invites
first, which takes some minutes; their floor is the same page of an empty deployment.`;

/** What would otherwise work beside what is measured. */
const BACKGROUND = ['outbound-mail', 'sweep', 'reconcile'];

type MakeMeasure = (pair: Pair) => Promise<Measure>;

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

/** The packages of one run: the app's, and the bare ones that its floors are. */
const ENTRY_POINTS = {
    app: 'functions/index.ts',
    bare: 'bench/bare/index.ts',
    empty: 'bench/bare/empty.ts',
} as const;

type Packages = Record<keyof typeof ENTRY_POINTS, string>;

/** All built by the same settings. */
const buildPackages = async (dir: string): Promise<Packages> => {
    const packages: Packages = { app: join(dir, 'app'), bare: join(dir, 'bare'), empty: join(dir, 'empty') };
    for (const name of Object.keys(packages) as (keyof Packages)[]) await buildApp(packages[name], ENTRY_POINTS[name]);
    return packages;
};

const startPair = async (disabled: readonly string[], { app, bare }: Packages): Promise<Pair> => ({
    app: await startStack(disabled, app),
    bare: await startStack(disabled, bare),
});

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

const measureAll = async (isWanted: (name: string) => boolean, packages: Packages): Promise<Result[]> => {
    const results = isWanted('load') ? [await measuring(loadMeasure(packages))] : [];
    for (const { disabled, measures } of GROUPS) {
        const wanted = Object.entries(measures).filter(([name]) => isWanted(name));
        if (wanted.length === 0) continue;
        const pair = await startPair(disabled, packages);
        try {
            for (const [, make] of wanted) results.push(await measuring(await make(pair)));
        } finally {
            await pair.app.stop();
            await pair.bare.stop();
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
        const isWanted = wantedBy(values.only);
        const dir = await mkdtemp(join(tmpdir(), 'dpor-attach-bench-apps-'));
        const results = await measureAll(isWanted, await buildPackages(dir)).finally(() =>
            rm(dir, { recursive: true, force: true }),
        );
        console.log(values.json ? JSON.stringify(results, undefined, 2) : tableOf(results));
    }
} catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
} finally {
    closeConnections();
}
