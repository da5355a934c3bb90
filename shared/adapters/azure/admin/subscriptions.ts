import { z } from 'zod';
import type { AdminAzure, AdminSubscription } from '../../../ports/admin-azure.ts';
import type { Arm } from './arm-client.ts';
import { isRefused } from './arm-failure.ts';
import { asGuid } from './scope-path.ts';

const API_VERSION = 'api-version=2022-12-01';

const subscription = z.looseObject({
    subscriptionId: z.guid(),
    tenantId: z.guid(),
    displayName: z.string().nullish(),
    state: z.string().nullish(),
});

const subscriptionOf = (row: z.infer<typeof subscription>): AdminSubscription => ({
    subscriptionId: row.subscriptionId.toLowerCase(),
    tenantId: row.tenantId.toLowerCase(),
    displayName: row.displayName ?? row.subscriptionId,
    state: row.state ?? 'Enabled',
});

/** The subscriptions of one tenant that a person sees. What other tenants delegate to it is not theirs to give. */
export function subscriptions(arm: Arm, tenantId: string): Pick<AdminAzure, 'subscription' | 'subscriptions'> {
    return {
        subscription: async (subscriptionId) => {
            try {
                const path = `/subscriptions/${asGuid(subscriptionId)}?${API_VERSION}`;
                const found = subscriptionOf(await arm.get('reading a subscription', path, subscription));
                return found.tenantId === tenantId ? found : undefined;
            } catch (error) {
                if (isRefused(error)) return undefined;
                throw error;
            }
        },
        subscriptions: async function* () {
            for await (const row of arm.list('listing subscriptions', `/subscriptions?${API_VERSION}`, subscription)) {
                const found = subscriptionOf(row);
                if (found.tenantId === tenantId) yield found;
            }
        },
    };
}
