import { createHash } from 'node:crypto';
import pLimit from 'p-limit';
import { UnavailableError } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { HostKeys } from '../ports/host-keys.ts';

/** A key that was taken back still opens for this long, in ms. */
const KEPT_MS = 60_000;
/** Keys that are remembered, right and wrong ones. */
const MOST_KEPT = 1000;
const TIMEOUT_MS = 10_000;
/** Questions at the same time: who guesses keys shall not have the host busy with itself. */
const AT_ONCE = 8;

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

/**
 * Keys as the host itself judges them: it is asked for a route of our own that wants one. It takes its host keys there;
 * a key of one function alone opens that function, and not this one.
 *
 * @param url of a route of this app behind a function key that answers 204
 */
export function hostKeys(url: string, clock: Clock): HostKeys {
    const limit = pLimit(AT_ONCE);
    const kept = new Map<string, { until: number; isGood: Promise<boolean> }>();
    return {
        async isGood(key) {
            const now = clock.now().getTime();
            const name = fingerprint(key);
            const known = kept.get(name);
            if (known !== undefined && now < known.until) return await known.isGood;
            kept.delete(name);
            const entry = { until: now + KEPT_MS, isGood: limit(() => askHost(url, key)) };
            kept.set(name, entry);
            for (const first of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(first);
            try {
                return await entry.isGood;
            } catch (error) {
                if (kept.get(name) === entry) kept.delete(name);
                throw error;
            }
        },
    };
}
