/** Time, randomness and identifiers come from outside, so that a test can hold them. */
export interface Clock {
    now(): Date;
}

/** Resolves after so many ms. */
export type Pause = (ms: number) => Promise<void>;

export interface Random {
    /** From 0 (inclusive) to 1 (exclusive), for jitter: not for secrets. */
    fraction(): number;
    /** Cryptographically strong bytes. */
    bytes(count: number): Buffer;
}
