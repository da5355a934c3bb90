import type { Rate } from './operation.ts';

/** What a bucket says to one more request. */
export interface Admission {
    /** Requests still to be had at once, for the remaining-calls header. */
    remaining: number;
    /** Seconds to wait; 0 when the request may go on. */
    retryAfterSeconds: number;
}

/** Counts the calls of each principal as ARM does, by token bucket. */
export interface Throttle {
    /** Takes one call from the bucket of a principal and a subscription (or the tenant). */
    take(principal: string, place: string, rate: Rate): Admission;
}

interface Bucket {
    tokens: number;
    /** Milliseconds of the last call. */
    at: number;
    /** Milliseconds until which nothing is let through, once the bucket was found empty. */
    closedUntil: number;
}

const limits = {
    reads: { size: 250, perSecond: 25 },
    writes: { size: 200, perSecond: 10 },
    deletes: { size: 200, perSecond: 10 },
};

const kindOf = (rate: Rate): keyof typeof limits => {
    if (rate.endsWith('reads')) return 'reads';
    return rate.endsWith('deletes') ? 'deletes' : 'writes';
};

const MANY_BUCKETS = 10_000;

/**
 * @param isEnforced whether an empty bucket refuses; otherwise it is only counted
 */
export const createThrottle = (isEnforced: boolean, now: () => Date): Throttle => {
    const buckets = new Map<string, Bucket>();

    const forgetFullOnes = (at: number): void => {
        const slowestRefillMs = 20_000;
        for (const [key, bucket] of buckets) if (at - bucket.at > slowestRefillMs) buckets.delete(key);
    };

    return {
        take(principal, place, rate) {
            const at = now().getTime();
            const { size, perSecond } = limits[kindOf(rate)];
            const key = `${principal}|${place}|${kindOf(rate)}`;
            if (buckets.size > MANY_BUCKETS) forgetFullOnes(at);
            const bucket = buckets.get(key) ?? { tokens: size, at, closedUntil: 0 };
            buckets.set(key, bucket);
            const refilled = Math.max(0, at - bucket.at) * (perSecond / 1000);
            bucket.tokens = Math.min(size, bucket.tokens + refilled);
            bucket.at = at;

            // Whoever does not wait as told is told again, although a token may have come in by now.
            if (isEnforced && at < bucket.closedUntil) {
                return { remaining: 0, retryAfterSeconds: Math.ceil((bucket.closedUntil - at) / 1000) };
            }
            if (bucket.tokens < 1) {
                if (!isEnforced) return { remaining: 0, retryAfterSeconds: 0 };
                const retryAfterSeconds = Math.ceil((size - bucket.tokens) / perSecond);
                bucket.closedUntil = at + retryAfterSeconds * 1000;
                return { remaining: 0, retryAfterSeconds };
            }
            bucket.tokens -= 1;
            return { remaining: Math.floor(bucket.tokens), retryAfterSeconds: 0 };
        },
    };
};
