import { isPassing } from '../../ports/azure.ts';
import type { AzureError } from '../../ports/azure.ts';

/** ARM's bucket is per principal, so more at once would only be throttled sooner. */
const AT_ONCE = 4;
/** So many others go first before one that was not answered is asked for again. */
const OTHERS_BETWEEN = 16;

interface Asking {
    /** @throws AzureError of a passing kind where it has to be asked again; anything else ends it all */
    ask: (id: string) => Promise<void>;
    /** From then on nothing new is begun. */
    isTimeUp: () => boolean;
}

/**
 * Asks about each, a few at once. One that Azure has no answer for (5xx, no connection) has a second chance behind some
 * others; where that fails too, or nothing is answered at all, and at any other trouble that passes, no more is asked.
 *
 * @returns why it stopped, `error` undefined where the time was up; undefined where it came to the end
 */
export async function askEach(
    ids: readonly string[],
    { ask, isTimeUp }: Asking,
): Promise<{ error: AzureError | undefined } | undefined> {
    const again: { id: string; from: number }[] = [];
    let next = 0;
    let begun = 0;
    let unanswered = 0;
    const end: { isThere: boolean; error: AzureError | undefined } = { isThere: false, error: undefined };

    function take(): { id: string; isAgain: boolean } | undefined {
        const isUp = next >= ids.length || isTimeUp();
        const [waiting] = again;
        if (waiting !== undefined && (isUp || waiting.from <= begun)) {
            again.shift();
            return { id: waiting.id, isAgain: true };
        }
        const id = isUp ? undefined : ids[next];
        if (id === undefined) return undefined;
        next += 1;
        return { id, isAgain: false };
    }

    async function work(): Promise<void> {
        for (let one = take(); one !== undefined && !end.isThere; one = take()) {
            begun += 1;
            try {
                await ask(one.id);
                unanswered = 0;
            } catch (thrown) {
                if (!isPassing(thrown)) {
                    end.isThere = true;
                    throw thrown;
                }
                unanswered += 1;
                const isWorthIt = thrown.kind === 'unavailable' && thrown.retryAfterMs === undefined;
                if (isWorthIt && !one.isAgain && unanswered < AT_ONCE) {
                    again.push({ id: one.id, from: begun + OTHERS_BETWEEN });
                    continue;
                }
                end.isThere = true;
                end.error ??= thrown;
            }
        }
    }

    const settled = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
    for (const one of settled) if (one.status === 'rejected') throw one.reason;
    return end.isThere || next < ids.length ? { error: end.error } : undefined;
}
