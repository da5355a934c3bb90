import type { EligibleRoles } from '../../domain/eligible-roles.ts';
import type { Azure } from '../../ports/azure.ts';
import type { Clock, Random } from '../../ports/clock.ts';
import type { CustomerStore } from '../../ports/customer-store.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import type { Queue, QueueMessages } from '../../ports/queue.ts';
import type { TenantLocks } from '../../ports/tenant-locks.ts';

export interface AttachDependencies {
    partner: { tenantId: string; clientId: string; notify: readonly string[] };
    confirmationMode: 'signin' | 'email';
    eligibleRoles: EligibleRoles;
    azure: Pick<Azure, 'tenant'>;
    invites: InviteStore;
    customers: Pick<CustomerStore, 'forgetAttested'>;
    locks: TenantLocks;
    attachQueue: Queue<QueueMessages['attach-requests']>;
    mailQueue: Queue<QueueMessages['outbound-mail']>;
    clock: Clock;
    random: Random;
}
