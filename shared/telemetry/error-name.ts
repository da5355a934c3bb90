/** What kind of error it is, without a word of what it says. */
export const errorName = (error: unknown): string =>
    typeof error === 'object' && error !== null && 'name' in error && typeof error.name === 'string'
        ? error.name
        : 'unknown';
