import type { RpcTypedData } from '../app/core-api.ts';
import type { TimerFunction } from '../registry.ts';
import { isBelowMinute } from './schedule.ts';

/** What .NET writes for a time that has never been. */
const never = '0001-01-01T00:00:00';

/**
 * What a timer hands to its function. Its status is not kept over a restart, so a run is never past due.
 *
 * @param last the scheduled time of the latest run of this process, if any
 */
export const toTimerInfo = (timer: TimerFunction, last: Date | undefined, now: Date): RpcTypedData => {
    const monitored = timer.useMonitor && !isBelowMinute(timer.schedule, now);
    const status = {
        Last: last?.toISOString() ?? never,
        Next: timer.schedule.next(now)?.toISOString() ?? never,
        LastUpdated: last?.toISOString() ?? never,
    };
    return {
        json: JSON.stringify({
            Schedule: { AdjustForDST: timer.schedule.adjustForDst },
            ScheduleStatus: monitored ? status : null,
            IsPastDue: false,
        }),
    };
};
