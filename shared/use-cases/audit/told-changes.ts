import type { RunChange } from '../../domain/coverage-changes.ts';

/** So many are held; of more, the rows are read that were written of them. */
const MOST_HELD = 1_000;

/** What one try at a tenant tells its run, by subscription and kind as its rows are. */
export interface ToldChanges {
    add(changes: readonly RunChange[]): void;
    /** All that the run was told of the tenant; undefined where only its rows know. */
    all(): readonly RunChange[] | undefined;
}

/** @param isFirst nobody tried before, so that nothing was told before */
export function toldChanges(isFirst: boolean): ToldChanges {
    const told = new Map<string, RunChange>();
    let isComplete = isFirst;
    return {
        add: (changes) => {
            if (!isComplete) return;
            for (const change of changes) told.set(`${change.subscriptionId}|${change.what}`, change);
            if (told.size <= MOST_HELD) return;
            isComplete = false;
            told.clear();
        },
        all: () => (isComplete ? [...told.values()] : undefined),
    };
}
