import pLimit from 'p-limit';

/** Milliseconds that something takes. */
export const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await work();
    return performance.now() - began;
};

/** Does something with each item, so many at once, and says how many were done in a second. */
export const perSecond = async <T>(
    items: readonly T[],
    atOnce: number,
    work: (item: T) => Promise<unknown>,
): Promise<number> => {
    const milliseconds = await timed(() => pLimit(atOnce).map(items, work));
    return (items.length / milliseconds) * 1000;
};
