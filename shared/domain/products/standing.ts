import { INVITE_STATUSES } from '../invite.ts';
import type { GuidedInvite } from '../invite.ts';
import { saidStateOf } from './said.ts';

/** Where invites of guided products stand: of what was said it is told apart whether it still counts. */
export const GUIDED_STANDINGS = [...INVITE_STATUSES, 'asked', 'lapsed'] as const;

/** `attested` counts and was not asked again; `asked` and `lapsed` are attested too. */
export type GuidedStanding = (typeof GUIDED_STANDINGS)[number];

export const standingOf = (invite: Pick<GuidedInvite, 'status' | 'said'>): GuidedStanding => {
    const state = saidStateOf(invite);
    return state === null || state === 'current' ? invite.status : state;
};

/** The standings in which something is said, what needs looking after first. */
export const SAID_STANDINGS = ['lapsed', 'asked', 'attested'] as const satisfies readonly GuidedStanding[];
