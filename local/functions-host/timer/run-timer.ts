import type { RpcTypedData } from '../app/core-api.ts';
import type { TimerFunction } from '../registry.ts';
import { toTimerInfo } from './timer-info.ts';

/** `setTimeout` takes no more than about 24.8 days. */
const longestWait = 86_400_000;

export interface RunningTimer {
    stop: () => void;
}

/**
 * Runs a timer: at its times, and at once where it says `runOnStartup`. The next time is looked for when a run has
 * ended, so runs never overlap, and times that passed meanwhile are skipped.
 *
 * @param fire runs the function; must not reject
 */
export const runTimer = (
    timer: TimerFunction,
    fire: (info: RpcTypedData) => Promise<void>,
    now: () => Date,
): RunningTimer => {
    let handle: NodeJS.Timeout | undefined;
    let stopped = false;
    let last: Date | undefined;

    const wait = (due: Date) => {
        if (stopped) return;
        const left = due.getTime() - now().getTime();
        if (left <= 0) void run(due);
        else handle = setTimeout(() => wait(due), Math.min(left, longestWait));
    };
    const waitForNext = () => {
        const due = timer.schedule.next(now());
        if (due !== undefined) wait(due);
    };
    const run = async (due: Date) => {
        const info = toTimerInfo(timer, last, now());
        last = due;
        await fire(info);
        waitForNext();
    };

    if (timer.runOnStartup) void run(now());
    else waitForNext();
    return {
        stop: () => {
            stopped = true;
            clearTimeout(handle);
        },
    };
};
