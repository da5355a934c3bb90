import { createHash } from 'node:crypto';
import pLimit from 'p-limit';
import { UnavailableError } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { HostKeys } from '../ports/host-keys.ts';

/** A key that was taken back still opens for this long, in ms. */
const KEPT_MS = 60_000;
/** Keys that are remembered, of the right ones and of the wrong ones. */
const MOST_KEPT = 1000;
const TIMEOUT_MS = 10_000;
/** Questions at the same time: who guesses keys shall not have the host busy with itself. */
const AT_ONCE = 8;
/** Questions that wait for their turn; who comes behind them is told so at once. */
const MOST_WAITING = 1000;
/** What a key can be: the host makes them of letters and digits, and a header takes no more than this. */
const KEY = /^[\x21-\x7e]{1,1000}$/;

/** A key as it is remembered: it cannot be read back out of memory. */
const fingerprint = (key: string): string => createHash('sha256').update(key).digest('base64url');

async function askHost(url: string, key: string): Promise<boolean> {
    let status: number;
    try {
        const headers = { 'x-functions-key': key };
        const answer = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
        await answer.body?.cancel();
        status = answer.status;
    } catch {
        // What went wrong may tell the request, and the key with it.
        throw new UnavailableError('The host could not be asked about a key.');
    }
    if (status === 204) return true;
    if (status === 401 || status === 403) return false;
    throw new UnavailableError(`The host answered ${status} when it was asked about a key.`);
}

interface Kept {
    until: number;
    isGood: Promise<boolean>;
}

const keepIn = (kept: Map<string, Kept>, name: string, entry: Kept): void => {
    kept.delete(name);
    kept.set(name, entry);
    for (const first of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(first);
};

/**
 * Keys as the host itself judges them: it is asked for a route of our own that wants one. It takes its host keys there;
 * a key of one function alone opens that function, and not this one. Keys that were right are remembered apart and asked
 * about apart: whoever guesses keys by the thousand keeps nobody out who has one.
 *
 * @param url of a route of this app behind a function key that answers 204
 */
export function hostKeys(url: string, clock: Clock): HostKeys {
    const [strangers, known] = [pLimit(AT_ONCE), pLimit(AT_ONCE)];
    const [asked, good] = [new Map<string, Kept>(), new Map<string, Kept>()];

    return {
        async isGood(key) {
            if (!KEY.test(key)) return false;
            const now = clock.now().getTime();
            const name = fingerprint(key);
            const before = good.get(name) ?? asked.get(name);
            if (before !== undefined && now < before.until) return await before.isGood;
            const limit = good.has(name) ? known : strangers;
            if (limit.pendingCount >= MOST_WAITING) throw new UnavailableError('Too many keys wait to be asked about.');
            const entry = { until: now + KEPT_MS, isGood: limit(() => askHost(url, key)) };
            keepIn(good.has(name) ? good : asked, name, entry);
            try {
                const isGood = await entry.isGood;
                for (const kept of [good, asked]) kept.delete(name);
                keepIn(isGood ? good : asked, name, entry);
                return isGood;
            } catch (error) {
                // Nothing was found out: it is asked about again.
                entry.until = now;
                throw error;
            }
        },
    };
}
