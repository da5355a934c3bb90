import type { EligibleRoles } from '../../domain/eligible-roles.ts';
import type { AdminAzureFor } from '../../ports/admin-azure.ts';
import type { Azure } from '../../ports/azure.ts';
import type { Clock, Pause, Random } from '../../ports/clock.ts';
import type { CustomerStore } from '../../ports/customer-store.ts';
import type { Queue, QueueMessages } from '../../ports/queue.ts';
import type { SignIn } from '../../ports/sign-in.ts';
import type { OpenLinkDependencies } from '../invites/open-link.ts';

/** What the sign-in of a customer's admin works with. */
export interface SignInDependencies extends OpenLinkDependencies {
    confirmationMode: 'signin' | 'email';
    partner: {
        name: string;
        defaultId: string;
        ids: readonly string[];
        domains: readonly string[];
        /** The partner's own tenant. */
        tenantId: string;
        clientId: string;
        notify: readonly string[];
    };
    rules: { expiresInDays: number };
    signIn: SignIn;
    adminAzure: AdminAzureFor;
    azure: Azure;
    eligibleRoles: EligibleRoles;
    customers: CustomerStore;
    mailQueue: Queue<QueueMessages['outbound-mail']>;
    attachQueue: Queue<QueueMessages['attach-requests']>;
    clock: Clock;
    random: Random;
    pause: Pause;
}
