/** How an attach ended. */
export type AttachOutcome =
    | { status: 'attached' }
    | { status: 'unrecognised' }
    | { status: 'conflict'; otherPartnerId: string }
    /** The link of the partner's own tenant, which counts for whoever delegates, carries another ID: theirs to solve. */
    | { status: 'failed'; cause: 'delegated-conflict'; otherPartnerId: string }
    | { status: 'failed'; cause: FailureCause };

export const FAILURE_CAUSES = [
    'application-missing',
    'tenant-unknown',
    'partner-id-refused',
    'forbidden',
    'gave-up',
    'internal',
] as const;

export type FailureCause = (typeof FAILURE_CAUSES)[number];
