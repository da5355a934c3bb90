import type { TenantTask } from '../../domain/audit-run.ts';
import { inHand } from '../../domain/work.ts';
import type { Stored } from '../../ports/store.ts';
import type { AuditDeps } from './audit-deps.ts';

type Deps = Pick<AuditDeps, 'audits' | 'clock'>;

/** So long after it was last said, in ms, it is said again that a task is in hand: well within LOCK_MS. */
const SAY_AGAIN_MS = 20_000;

/** Takes the task into our hands; undefined where somebody else has it. */
export async function takeTask(deps: Deps, task: Stored<TenantTask>): Promise<Stored<TenantTask> | undefined> {
    const work = inHand(task.value.work, deps.clock.now());
    return await deps.audits.takeTask(task, { ...task.value, begun: true, work });
}

export interface TaskHold {
    /** As it was last written. */
    task(): Stored<TenantTask>;
    /** Nobody is to take it as left while it is worked at; false where somebody did. Writes only every so often. */
    keep: (cursor: string | null) => Promise<boolean>;
}

/** A task that was taken, for as long as it takes. */
export function holdTask(deps: Deps, taken: Stored<TenantTask>): TaskHold {
    let held = taken;
    let saidAt = deps.clock.now().getTime();
    let isOurs = true;
    return {
        task: () => held,
        keep: async (cursor) => {
            const now = deps.clock.now().getTime();
            if (!isOurs || now - saidAt < SAY_AGAIN_MS) return isOurs;
            saidAt = now;
            const next = await takeTask(deps, { ...held, value: { ...held.value, cursor } });
            if (next === undefined) isOurs = false;
            else held = next;
            return isOurs;
        },
    };
}
