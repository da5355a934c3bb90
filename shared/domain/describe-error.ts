/** An error for a log line: name, message, and what it was caused by; no request data. */
export const describe = (error: unknown): Record<string, unknown> => {
    if (!(error instanceof Error)) return { error: 'something that is no Error was thrown' };
    const cause = error.cause instanceof Error ? { cause: `${error.cause.name}: ${error.cause.message}` } : {};
    return { error: `${error.name}: ${error.message}`, ...cause, stack: error.stack };
};
