import { Cron } from 'croner';
import { parseTimeSpan } from '../time-span.ts';

/** When a timer is due. */
export interface Schedule {
    /** The first time after `after`; undefined where there is none. */
    next: (after: Date) => Date | undefined;
    /** Whether it follows the clock (NCRONTAB), and so daylight saving, or a fixed distance (TimeSpan). */
    adjustForDst: boolean;
}

const ncrontabPattern = /^[\d*,/\-a-z]+( [\d*,/\-a-z]+){4,5}$/i;

/** Words that Croner knows beyond NCRONTAB, which the real host would refuse. */
const beyondNcrontab = /[lw]\b|\b[lw]/i;

const monthOrDay = /jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat/gi;

/**
 * Reads a schedule: NCRONTAB, `{second} {minute} {hour} {day} {month} {day of week}` in UTC (the second may be left
 * out), or a TimeSpan, `hh:mm:ss`.
 *
 * @throws where it is neither
 */
export const parseSchedule = (expression: string): Schedule => {
    const text = expression.trim().replaceAll(/\s+/g, ' ');
    const every = parseTimeSpan(text);
    if (every !== undefined && every > 0) {
        return { next: (after) => new Date(after.getTime() + every), adjustForDst: false };
    }
    if (!ncrontabPattern.test(text) || beyondNcrontab.test(text.replaceAll(monthOrDay, ''))) {
        throw new Error(`The schedule "${expression}" is neither NCRONTAB nor hh:mm:ss.`);
    }
    // In NCRONTAB a day has to fit both the day of the month and the day of the week.
    const cron = new Cron(text, { timezone: 'Etc/UTC', domAndDow: true });
    return { next: (after) => cron.nextRun(after) ?? undefined, adjustForDst: true };
};

/** Whether two of the next runs are less than a minute apart; such a timer has no schedule status. */
export const isBelowMinute = (schedule: Schedule, from: Date): boolean => {
    let last = schedule.next(from);
    for (let count = 0; count < 5 && last !== undefined; count += 1) {
        const next = schedule.next(last);
        if (next === undefined) return false;
        if (next.getTime() - last.getTime() < 60_000) return true;
        last = next;
    }
    return false;
};
