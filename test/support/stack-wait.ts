import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds from one question to the next, at the least and at the most. */
const POLL = 50;
const LONGEST_POLL = 1000;

/**
 * Asks again and again until the answer is there, a question that takes long less often: what is waited for is made by
 * the same processor.
 *
 * @param what what is waited for, for the message
 * @param ask undefined means not yet; what it throws ends the wait
 * @param seconds how long, 20 unless told
 * @throws when the time is over
 */
export const waitFor = async <T>(
    what: string,
    ask: () => Promise<T | undefined> | T | undefined,
    seconds = 20,
): Promise<T> => {
    const deadline = performance.now() + seconds * 1000;
    for (;;) {
        const asked = performance.now();
        const answer = await ask();
        if (answer !== undefined) return answer;
        if (performance.now() > deadline) throw new Error(`Not within ${seconds} s: ${what}`);
        await delay(Math.min(LONGEST_POLL, Math.max(POLL, 2 * (performance.now() - asked))));
    }
};
