import type { TenantOutcome } from '../domain/audit-run.ts';
import type { InvitesQuery, OpsInvite } from '../domain/ops/invite-list.ts';
import type { MissingQuery } from '../domain/ops/missing-list.ts';
import type { SortKey } from '../domain/ops/order.ts';
import type { MissingRow } from '../domain/report/missing.ts';

/** What is missing, a page at a time: each that is taken costs a request. */
export interface MissingPages {
    /**
     * Those first seen last first.
     *
     * @param wanted `after` is a key of the order `newest`
     * @param length of a page at most, up to 1,000
     */
    pages(
        wanted: Pick<MissingQuery, 'reason' | 'tenantId'> & { after?: SortKey | undefined },
        length?: number,
    ): AsyncIterable<readonly MissingRow[]>;
}

/** The invites as they stand in lists, thousands at a time, without anything else that belongs to them. */
export interface InvitePages {
    /** In no order; each step costs up to 16 requests at once. */
    pages(wanted: Pick<InvitesQuery, 'status' | 'product' | 'tenantId'>): AsyncIterable<readonly OpsInvite[]>;
}

/** How a tenant came out in a run. */
export interface TenantOutcomes {
    of(runId: string, tenantId: string): Promise<TenantOutcome | undefined>;
    all(runId: string): AsyncIterable<TenantOutcome>;
}
