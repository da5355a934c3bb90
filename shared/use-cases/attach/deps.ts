import type { EligibleRoles } from '../../domain/eligible-roles.ts';
import type { Azure } from '../../ports/azure.ts';
import type { Clock, Random } from '../../ports/clock.ts';
import type { CustomerStore } from '../../ports/customer-store.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import type { Queue, QueueMessages } from '../../ports/queue.ts';
import type { TenantLocks } from '../../ports/tenant-locks.ts';

/** What it takes to look at a subscription and to write or delete a link. */
export interface LinkDependencies {
    partner: { tenantId: string };
    eligibleRoles: EligibleRoles;
    azure: Pick<Azure, 'tenant'>;
    locks: TenantLocks;
    clock: Clock;
    random: Random;
}

export interface AttachDependencies extends LinkDependencies {
    partner: { tenantId: string; clientId: string; notify: readonly string[] };
    confirmationMode: 'signin' | 'email';
    invites: InviteStore;
    customers: Pick<CustomerStore, 'forgetAttested'>;
    attachQueue: Queue<QueueMessages['attach-requests']>;
    mailQueue: Queue<QueueMessages['outbound-mail']>;
}
