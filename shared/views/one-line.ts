/** Line ends of every kind and control characters become one space: for subjects, cells and sentences. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

/** The lines of a text, control characters taken out. */
export const linesOf = (text: string): string[] => text.split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/u).map(oneLine);
