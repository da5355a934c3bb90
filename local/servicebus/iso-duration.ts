const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const PATTERN = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/**
 * Milliseconds of an ISO 8601 duration such as `PT1M`, `P14D` or `PT0.5S`.
 * Years, months and weeks are not understood, as their length is not fixed or Azure does not take them.
 *
 * @returns undefined where the text is no such duration
 */
export const parseIsoDuration = (text: string): number | undefined => {
    const match = PATTERN.exec(text);
    if (match === null || text.endsWith('P') || text.endsWith('T')) return undefined;
    const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = match;
    return Number(days) * DAY + Number(hours) * HOUR + Number(minutes) * MINUTE + Math.round(Number(seconds) * SECOND);
};
