import type { Clock } from '../../ports/clock.ts';

/**
 * Asks each question at most once in a while: whoever comes meanwhile gets the same answer, also one that is still to
 * come. A question that failed is asked again by the next who comes.
 *
 * @param forMs how long an answer is given on
 */
export function askedLately<T>(
    clock: Clock,
    forMs: number,
    ask: (key: string) => Promise<T>,
): (key: string) => Promise<T> {
    /** The oldest first. */
    const asked = new Map<string, { at: number; answer: Promise<T> }>();

    const forgetOld = (now: number): void => {
        for (const [key, { at }] of asked) {
            if (now - at < forMs) return;
            asked.delete(key);
        }
    };

    return async (key) => {
        const now = clock.now().getTime();
        forgetOld(now);
        const lately = asked.get(key);
        if (lately !== undefined) return await lately.answer;
        const answer = ask(key);
        asked.set(key, { at: now, answer });
        try {
            return await answer;
        } catch (error) {
            if (asked.get(key)?.answer === answer) asked.delete(key);
            throw error;
        }
    };
}
