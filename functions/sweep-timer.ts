import { app } from '@azure/functions';
import { logOver } from '../shared/invocation-log.ts';
import type { Log } from '../shared/ports/log.ts';
import { sweep } from '../shared/use-cases/sweep.ts';
import type { SweepDependencies } from '../shared/use-cases/sweep.ts';

export interface SweepTimerDependencies extends SweepDependencies {
    schedule: string;
    sweepAudits: (log: Log) => Promise<void>;
    sweepReports: (log: Log) => Promise<void>;
    sweepGlances: (log: Log) => Promise<void>;
}

/** Picks up what was recorded and never done. */
export const registerSweep = (deps: SweepTimerDependencies): void =>
    app.timer('sweep', {
        schedule: deps.schedule,
        handler: async (_timer, context) => {
            const log = logOver(context);
            await sweep(deps, log);
            await deps.sweepAudits(log);
            await deps.sweepReports(log);
            await deps.sweepGlances(log);
        },
    });
