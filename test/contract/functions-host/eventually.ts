import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks again and again until the answer is good, and gives it.
 *
 * @throws with the last answer, where none was within the deadline
 */
export const eventually = async <T>(
    ask: () => Promise<T> | T,
    isGood: (answer: T) => boolean,
    deadline = 15_000,
): Promise<T> => {
    const end = Date.now() + deadline;
    for (;;) {
        const answer = await ask();
        if (isGood(answer)) return answer;
        if (Date.now() > end) throw new Error(`Not within ${deadline} ms; at last: ${JSON.stringify(answer)}`);
        await delay(25);
    }
};
