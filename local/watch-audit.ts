import { setTimeout as delay } from 'node:timers/promises';
import { AppAway } from './audit-app.ts';
import type { AuditApp, AuditRun } from './audit-app.ts';
import { failedLines, foundLines } from './audit-lines.ts';
import type { Screen } from './audit-screen.ts';

export interface WatchOptions {
    app: AuditApp;
    screen: Screen;
    /** The run to watch; a new one is started where it is absent. */
    runId?: string | undefined;
    /** Told which run is watched, as soon as that is known. */
    onRun?: (id: string) => void;
    /** Milliseconds between two looks at the run. */
    pollEvery?: number;
    /** How long the app may be away before that is given up, in ms. */
    patience?: number;
    /** Milliseconds of a clock that only goes forward. */
    now?: () => number;
}

const SHOWN = 50;

const settledOf = ({ tenants }: AuditRun): number => tenants.done + tenants.failed;

/**
 * Starts an audit run, or joins one, watches it to its end and prints what it found. The run needs nobody
 * who watches: whoever stops watching leaves it as it is.
 *
 * @returns whether every tenant could be audited
 * @throws when the app answers anything but what it should, or is away for too long
 */
export async function watchAudit({
    app,
    screen,
    runId,
    onRun = () => undefined,
    pollEvery = 1_000,
    patience = 60_000,
    now = () => performance.now(),
}: WatchOptions): Promise<boolean> {
    const id = runId ?? (await app.start());
    onRun(id);
    let first: { settled: number; at: number } | undefined;
    let heardAt = now();
    for (;;) {
        try {
            const run = await app.run(id);
            heardAt = now();
            first ??= { settled: settledOf(run), at: heardAt };
            screen.progress(run, { settled: settledOf(run) - first.settled, forMs: heardAt - first.at });
            if (run.status === 'finished') return await finish({ app, screen }, run);
        } catch (error) {
            // A new version is being deployed, perhaps: the run does not mind.
            if (!(error instanceof AppAway) || now() - heardAt >= patience) throw error;
        }
        await delay(pollEvery);
    }
}

async function finish({ app, screen }: Pick<WatchOptions, 'app' | 'screen'>, run: AuditRun): Promise<boolean> {
    const audit = await app.found(SHOWN);
    screen.settle();
    for (const line of failedLines(run)) screen.print(line);
    if (audit.run.id !== run.id) screen.print('Another run has finished since; this is what that one found.');
    for (const line of foundLines(audit)) screen.print(line);
    return run.tenants.failed === 0;
}
