import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 10;

/**
 * Asks again and again until the answer is there.
 *
 * @param ask undefined means not yet; what it throws ends the wait
 * @param pollMs how long it waits in between: where what is waited for is what is measured, questions take from it
 * @throws when the time is over
 */
export const waitFor = async <T>(
    what: string,
    ask: () => Promise<T | undefined>,
    seconds: number,
    pollMs = POLL_MS,
): Promise<T> => {
    const deadline = performance.now() + seconds * 1000;
    for (;;) {
        const answer = await ask();
        if (answer !== undefined) return answer;
        if (performance.now() > deadline) throw new Error(`Not within ${seconds} s: ${what}`);
        await delay(pollMs);
    }
};
