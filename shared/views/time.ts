import { LOCALE } from './words/language.ts';

const day = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
const shortDay = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });
const clock = new Intl.DateTimeFormat(LOCALE, {
    timeZone: 'UTC',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
});

/**
 * `21 November 2026, 14:05 UTC`.
 *
 * @param iso ISO 8601
 * @throws RangeError where it is no time
 */
export function printTime(iso: string): string {
    const time = new Date(iso);
    return `${day.format(time)}, ${clock.format(time)} UTC`;
}

/**
 * `21 Nov 2026`, for where there is little room.
 *
 * @param iso ISO 8601
 * @throws RangeError where it is no time
 */
export const printDay = (iso: string): string => shortDay.format(new Date(iso));
