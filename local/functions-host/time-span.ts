const pattern = /^(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})$/;

/**
 * Reads a .NET TimeSpan, `hh:mm:ss` or `d.hh:mm:ss`.
 *
 * @returns milliseconds, or undefined where it is none
 */
export const parseTimeSpan = (text: string): number | undefined => {
    const match = pattern.exec(text);
    if (match === null) return undefined;
    const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part || '0'));
    if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
    return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
};
