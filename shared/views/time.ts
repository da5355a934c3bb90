import type { Language } from './languages/language.ts';

const DAY = { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' } as const;
const SHORT_DAY = { ...DAY, month: 'short' } as const;
const TIME = { ...DAY, hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' } as const;

/**
 * `21 November 2026 at 14:05 UTC`, as the language writes it.
 *
 * @param iso ISO 8601
 * @throws RangeError where it is no time
 */
export const printTime = (iso: string, language: Language): string => language.dateFormat(TIME).format(new Date(iso));

/**
 * `21 Nov 2026`, for where there is little room.
 *
 * @param iso ISO 8601
 * @throws RangeError where it is no time
 */
export const printDay = (iso: string, language: Language): string =>
    language.dateFormat(SHORT_DAY).format(new Date(iso));
