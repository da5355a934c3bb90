import type { CustomersPage, CustomersQuery, CustomerStory } from '../domain/ops/customer-list.ts';
import type { DeadLettersPage, DeadLettersQuery } from '../domain/ops/dead-letter-list.ts';
import type { InvitesPage, InvitesQuery, InviteStory, OpsInvite } from '../domain/ops/invite-list.ts';
import type { MissingPage, MissingQuery } from '../domain/ops/missing-list.ts';
import type { OpsOverview } from '../domain/ops/overview.ts';
import type { OpsRun, RunsPage, RunStory } from '../domain/ops/runs.ts';
import type { ListedMissing } from '../domain/report/listed.ts';
import type { Log } from './log.ts';

/** The pages whose first view is kept up to date. */
export const GLANCES = ['overview', 'missing', 'customers', 'invites', 'runs', 'dead-letters'] as const;

export type GlanceName = (typeof GLANCES)[number];

/**
 * What the operations pages show. The first view of each list (no filter, no cursor) is one point read of something
 * that is kept up to date; everything else costs a bounded number of reads, and says where it stopped early. Nothing of
 * it changes anything, and nothing holds a link or what one is made from. Every method may throw UnavailableError, and
 * AppError `validation-failed` for a cursor that is none of ours.
 */
export interface OpsReads {
    overview(): Promise<OpsOverview>;
    /** How far the runs are that go on, right now: for a page that updates itself. */
    running(): Promise<OpsRun[]>;
    missing(query: MissingQuery): Promise<MissingPage>;
    customers(query: CustomersQuery): Promise<CustomersPage>;
    /** @throws AppError `not-found` */
    customer(tenantId: string): Promise<CustomerStory>;
    /** Newest first. */
    invites(query: InvitesQuery): Promise<InvitesPage>;
    /** @throws AppError `not-found` */
    invite(id: string): Promise<InviteStory>;
    runs(query: { cursor?: string | undefined }): Promise<RunsPage>;
    /** @throws AppError `not-found` */
    run(id: string): Promise<RunStory>;
    deadLetters(query: DeadLettersQuery): Promise<DeadLettersPage>;
    /** For a file: everything that fits, some at a time, those first seen last first. */
    everyMissing(query: Omit<MissingQuery, 'sort' | 'cursor'>): AsyncIterable<readonly ListedMissing[]>;
    /** For a file: everything that fits, some at a time, in no order. */
    everyInvite(query: Omit<InvitesQuery, 'cursor'>): AsyncIterable<readonly OpsInvite[]>;
    /**
     * Brings first views up to date after somebody's action. Never throws: what cannot be done now is done within the
     * next minutes.
     */
    refresh(names: readonly GlanceName[], log: Log): Promise<void>;
}
