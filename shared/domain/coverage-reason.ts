export const REASONS = [
    'application-missing',
    'no-access',
    'other-partner',
    'no-link',
    'no-eligible-role',
    'not-verifiable',
    'could-not-be-read',
] as const;

export type CoverageReason = (typeof REASONS)[number];

/** Why a coverage is unknown. */
export type UnknownReason = Extract<CoverageReason, 'not-verifiable' | 'could-not-be-read'>;
