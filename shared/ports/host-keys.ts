/** The function keys of the host that this app runs in, which are the host's alone to know. */
export interface HostKeys {
    /** Whether the host takes it. @throws AppError `unavailable` where it does not say */
    isGood(key: string): Promise<boolean>;
}
