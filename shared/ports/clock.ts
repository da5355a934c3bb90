/** Time, randomness and identifiers come from outside, so that a test can hold them. */
export interface Clock {
    now(): Date;
}

export interface Random {
    /** From 0 (inclusive) to 1 (exclusive), for jitter: not for secrets. */
    fraction(): number;
    /** Cryptographically strong bytes. */
    bytes(count: number): Buffer;
}
