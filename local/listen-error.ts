const codeOf = (error: unknown): unknown =>
    typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/**
 * Says in one sentence why a part of the local cloud could not listen.
 *
 * @param what the part, as a person calls it
 * @param variable the variable that sets its port
 */
export const listenError = (error: unknown, what: string, variable: string, port: number): Error => {
    if (codeOf(error) === 'EADDRINUSE') {
        return new Error(
            `Port ${port} for ${what} is in use: end what uses it, or set ${variable} (0 for any free one).`,
            {
                cause: error,
            },
        );
    }
    if (codeOf(error) === 'EACCES') {
        return new Error(`Port ${port} for ${what} may not be used by this account: set ${variable} to another one.`, {
            cause: error,
        });
    }
    return new Error(`${what} could not be started.`, { cause: error });
};
