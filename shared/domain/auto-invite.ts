import type { CoverageReason } from './coverage-reason.ts';

/** Why a subscription on the list was not invited. */
export const SKIPPED_BECAUSE = [
    /** Somebody was asked about it already and may still answer. */
    'invite-exists',
    /** The contact wants no such mails. */
    'opted-out',
    'no-contact',
    /** The customer is not invited automatically any more. */
    'switched-off',
    /** When its turn came it was covered, or there was nothing to ask for. */
    'not-missing',
    /** The invite was refused, as it would have been by hand. */
    'refused',
] as const;

export type SkippedBecause = (typeof SKIPPED_BECAUSE)[number];

export const AUTO_INVITE_STATES = ['waiting', 'invited', 'skipped'] as const;

/** A subscription that an audit found missing and that is invited automatically: once, whatever comes of it. */
export interface AutoInvite {
    tenantId: string;
    subscriptionId: string;
    displayName: string;
    state: (typeof AUTO_INVITE_STATES)[number];
    /** When it came to this state, ISO 8601 UTC. */
    at: string;
    /** The invite's ID, promised before there is one, so that a repeat after a crash makes no second one. */
    inviteId: string;
    /** Of a skipped one. */
    reason: SkippedBecause | null;
}

/** What an invite can mend. Another partner's ID is for the partner to look into, and what cannot be told is not chased. */
const MENDED_BY_INVITE: readonly CoverageReason[] = ['application-missing', 'no-access', 'no-link', 'no-eligible-role'];

export const isMendedByInvite = (reason: CoverageReason | null): boolean =>
    reason !== null && MENDED_BY_INVITE.includes(reason);
