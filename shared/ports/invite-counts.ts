import type { InviteStatus } from '../domain/invite.ts';

/** How many invites there are. */
export interface InviteCounts {
    /**
     * By status. Costs a request for each thousand invites, without reading one of them.
     *
     * @returns `isComplete` is false where there are more than are counted: then they are so many at least
     */
    byStatus(): Promise<{ counts: Record<InviteStatus, number>; isComplete: boolean }>;
}
