import type { Totals } from '../audit-run.ts';
import type { Customer, CustomerAccess, Discovery } from '../customer.ts';
import type { ReportedChange } from '../report.ts';
import type { Some } from '../some.ts';
import type { OpsInvite } from './invite-list.ts';
import type { OpsPage } from './looked.ts';
import type { OpsMissing } from './missing-list.ts';
import type { CustomerAudit } from './runs.ts';

/** `missing`: where most is missing first; `name`: by name. */
export const CUSTOMER_SORTS = ['missing', 'name'] as const;

export type CustomerSort = (typeof CUSTOMER_SORTS)[number];

export interface CustomersQuery {
    sort: CustomerSort;
    discovery?: Discovery | undefined;
    /** Stands somewhere in the name or the tenant ID, whatever the case. */
    search?: string | undefined;
    cursor?: string | undefined;
}

/** A customer, and where the latest finished run left it. */
export interface OpsCustomer {
    tenantId: string;
    name: string;
    access: CustomerAccess;
    discovery: Discovery;
    /** Null where no finished run got to it. */
    totals: Totals | null;
    /** How it came out in that run. */
    outcome: 'done' | 'failed' | null;
}

export interface CustomersPage extends OpsPage<OpsCustomer> {
    /** How many fit the query among those that were looked at. */
    found: number;
}

export interface CustomerChange extends ReportedChange {
    runId: string;
    /** When that run finished, ISO 8601 UTC. */
    at: string;
}

/** Everything about one customer that an operator wants at once. */
export interface CustomerStory {
    /** ISO 8601 UTC. */
    asOf: string;
    customer: Customer;
    /** False where nobody was asked but about products that are attached by hand: no audit goes through the tenant. */
    isAudited: boolean;
    /** The latest finished run that got to it; null where none did. */
    standing: CustomerAudit | null;
    /** The first of what is missing; `count` is what the latest run counted. */
    missing: Some<OpsMissing>;
    /** IDs of subscriptions that were attached after the latest run began to look: missing only until the next one. */
    attachedSince: string[];
    /** The newest about Azure. */
    invites: OpsInvite[];
    /** The newest about products that are attached by hand. */
    byHand: OpsInvite[];
    /** What the last runs found different, the last one first. */
    changes: CustomerChange[];
    /** The last one first. */
    audits: CustomerAudit[];
}
