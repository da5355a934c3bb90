import type { CountedInvites } from '../domain/report/funnel.ts';

/** How many invites there are. */
export interface InviteCounts {
    /** By status and product. Costs a request for each thousand invites, without reading one of them. */
    all(): Promise<CountedInvites>;
    /**
     * IDs of invites whose customer says that a partner was added by hand: lapsed ones first, then what was asked again,
     * each newest first. Costs a request for each thousand invites about guided products.
     */
    said(most: number): Promise<string[]>;
}
