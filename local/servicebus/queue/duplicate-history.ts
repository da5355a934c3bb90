/** The message IDs accepted within a window of time. */
export interface DuplicateHistory {
    /** Notes an ID. False where it was noted within the window already: the message is a duplicate. */
    admit(messageId: string, now: number): boolean;
    /** Drops what is older than the window. */
    prune(now: number): void;
    /** When the oldest ID may be dropped, in milliseconds since the epoch. */
    nextExpiry(): number | undefined;
    readonly size: number;
}

/** An empty history that remembers each ID for `windowMs` from the first message that carried it. */
export const createDuplicateHistory = (windowMs: number): DuplicateHistory => {
    // A Map keeps the order of insertion, and the window is the same for all: the oldest is always in front.
    const expiries = new Map<string, number>();

    const prune = (now: number): void => {
        for (const [messageId, expiry] of expiries) {
            if (expiry > now) return;
            expiries.delete(messageId);
        }
    };

    return {
        admit(messageId, now) {
            prune(now);
            if (expiries.has(messageId)) return false;
            expiries.set(messageId, now + windowMs);
            return true;
        },
        prune,
        nextExpiry: () => expiries.values().next().value,
        get size() {
            return expiries.size;
        },
    };
};
