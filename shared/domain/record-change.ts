/** What may change of a subscription, in its history. */
export const RECORD_CHANGES = ['seen', 'coverage', 'reason', 'moved', 'agreement', 'account', 'offer', 'gone'] as const;

/**
 * One entry of a history. `coverage`: coverages; `reason`: why it is missing; `moved`: tenants; `agreement`, `account`,
 * `offer`: as Microsoft names them. `seen` has where it stood then as `to`, `gone` where it stood as `from`.
 */
export interface RecordChange {
    /** ISO 8601 UTC: of the audit that found it. */
    at: string;
    what: (typeof RECORD_CHANGES)[number];
    from: string | null;
    to: string | null;
}
