const isSamePlace = (uri: string, callback: string): boolean => {
    const [a, b] = [new URL(uri), new URL(callback)];
    return a.hostname === b.hostname && a.pathname === b.pathname;
};

/** The addresses with this run's callback in place of an earlier run's, which had another port. */
export const withCallback = (redirectUris: readonly string[], callback: string): string[] => [
    ...redirectUris.filter((uri) => !isSamePlace(uri, callback)),
    callback,
];
