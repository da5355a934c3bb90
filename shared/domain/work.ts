/**
 * Something that has to be done by a queue function, as its row remembers it.
 * Message IDs carry `attempt`, so that the broker drops a repeat and takes a rescheduled one.
 */
export interface Work {
    /** Raised by a conditional write before each send; the first send is attempt 1. */
    attempt: number;
    /** When the next step is due, ISO 8601 UTC. */
    dueAt: string;
    /** Failed tries in a row. */
    failures: number;
    /** When the first of these failed, ISO 8601 UTC. */
    failingSince: string | null;
    /** Why the last try failed, without secrets. */
    lastError: string | null;
}

/** How long a queue lock and a lease last, in ms. */
export const LOCK_MS = 60_000;

/** After this long of failing, in ms, waiting ends: a day. */
export const GIVE_UP_AFTER_MS = 24 * 60 * 60 * 1000;

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;

export const newWork = (now: Date): Work => ({
    attempt: 1,
    dueAt: now.toISOString(),
    failures: 0,
    failingSince: null,
    lastError: null,
});

/** The same work, to be sent once more and due at `dueAt`. */
export const resent = (work: Work, dueAt: Date): Work => ({
    ...work,
    attempt: work.attempt + 1,
    dueAt: dueAt.toISOString(),
});

/** The work in a function's hands: not due again until the lock has run out. */
export const inHand = (work: Work, now: Date): Work => ({
    ...work,
    dueAt: new Date(now.getTime() + LOCK_MS).toISOString(),
});

/** The work given back by a function that could not do it: due at once, under the same attempt. */
export const handedBack = (work: Work, now: Date): Work => ({ ...work, dueAt: now.toISOString() });

/**
 * How long to wait after so many failures, in ms: exponential, jittered by up to a quarter.
 *
 * @param failures tries that failed so far, from 1
 * @param random from 0 (inclusive) to 1 (exclusive)
 * @param retryAfterMs what the service asked for; never asked earlier
 */
export function backoffMs(failures: number, random: number, retryAfterMs = 0): number {
    const wait = Math.min(FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 20), LONGEST_WAIT_MS);
    return Math.round(Math.max(wait, retryAfterMs) + (Math.max(wait, retryAfterMs) / 4) * random);
}

/**
 * The work after a failed try, due again when the wait is over; undefined when it has been
 * failing for a day.
 */
export function postponed(
    work: Work,
    failure: { now: Date; random: number; error: string; retryAfterMs?: number | undefined },
): Work | undefined {
    const failingSince = work.failingSince ?? failure.now.toISOString();
    if (failure.now.getTime() - Date.parse(failingSince) >= GIVE_UP_AFTER_MS) return undefined;
    const failures = work.failures + 1;
    const wait = backoffMs(failures, failure.random, failure.retryAfterMs);
    return {
        ...resent(work, new Date(failure.now.getTime() + wait)),
        failures,
        failingSince,
        lastError: failure.error,
    };
}

/** What a queue message says about the row it belongs to. */
export type Standing = 'act' | 'superseded' | 'early';

/**
 * Whether a message that carries `attempt` may act on this work. A message of an earlier attempt
 * has a successor (sent, or still to be sent); one that comes before its time was sent for later.
 */
export function standing(work: Work, attempt: number, now: Date): Standing {
    if (attempt < work.attempt) return 'superseded';
    return Date.parse(work.dueAt) - now.getTime() > 1_000 ? 'early' : 'act';
}
