/** What functions tell each other about a tenant: who writes its link now, and until when ARM wants to be left alone. */
export interface TenantLocks {
    /**
     * Takes the right to write the link of this tenant, for LOCK_MS.
     *
     * @param owner the same owner may take it again
     * @returns whether it is ours now
     */
    acquire(tenantId: string, owner: string): Promise<boolean>;
    release(tenantId: string, owner: string): Promise<void>;
    /**
     * Until when ARM told our principal in this tenant to wait; undefined where it did not. What another process was told
     * may be known here a second later.
     */
    notBefore(tenantId: string): Promise<Date | undefined>;
    /** The same as far as this process was told itself: nothing is looked up. */
    heldHere: (tenantId: string) => Date | undefined;
    /** How often in a row this process was told to wait: 0 where it got an answer since. */
    refusalsHere: (tenantId: string) => number;
    /**
     * Asks. Of all in this process that ask when a wait is over the first asks alone; the others wait for its answer.
     *
     * @returns `held` where that answer was to wait again: then nothing was asked
     */
    inTurn: <T>(tenantId: string, question: () => Promise<T>) => Promise<T | 'held'>;
    /** ARM said so (429). An earlier, longer wait stays. */
    holdUntil(tenantId: string, until: Date): Promise<void>;
}
