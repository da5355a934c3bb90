import { app } from '@azure/functions';
import { logOver } from '../shared/invocation-log.ts';
import { retain } from '../shared/use-cases/records/retention.ts';
import type { RetentionDependencies } from '../shared/use-cases/records/retention.ts';

/** Clears away what was kept for long enough. */
export const registerRetention = (deps: RetentionDependencies & { retentionSchedule: string }): void =>
    app.timer('retention', {
        schedule: deps.retentionSchedule,
        handler: async (_timer, context) => {
            await retain(deps, logOver(context));
        },
    });
