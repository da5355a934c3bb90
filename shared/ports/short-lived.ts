/** Small rows that matter for a day or two, grouped by UTC day so that whole days can be dropped. */
export interface ShortLived {
    /**
     * The first use of an idempotency key within 24 hours.
     *
     * @returns what was kept first: the same as given where this is the first use
     */
    claimIdempotencyKey(
        key: string,
        claim: { fingerprint: string; inviteId: string },
    ): Promise<{ fingerprint: string; inviteId: string }>;
    /** Counts one more invite mail to this address today; false where that would be more than `most`. */
    countMail(address: string, most: number): Promise<boolean>;
    /** Whether this event of the mail service was taken before. */
    knowsMailEvent(eventId: string, at: Date): Promise<boolean>;
    rememberMailEvent(eventId: string, at: Date): Promise<void>;
    /** Drops what is older than three days, at most so many rows. */
    drop(most: number): Promise<void>;
}
