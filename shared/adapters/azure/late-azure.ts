import type { Config } from '../../config.ts';
import { lazily } from '../../lazily.ts';
import type { Azure, TenantAccess } from '../../ports/azure.ts';
import { tenantFinder } from './find-tenant.ts';

/**
 * Entra and ARM by the real SDKs, which are loaded with the first who asks about a tenant: what shows a page, or sends a
 * mail, does without.
 */
export function lateAzure(config: Config): Azure {
    let azure: Azure | undefined;
    const loaded = lazily(async () => (azure = (await import('./index.ts')).azureAdapter(config)));

    const lateTenant = (tenantId: string): TenantAccess => {
        const access = lazily(async () => (await loaded()).tenant(tenantId));
        return {
            tenantId,
            principalId: async () => await (await access()).principalId(),
            link: async () => await (await access()).link(),
            createLink: async (partnerId) => await (await access()).createLink(partnerId),
            changeLink: async (partnerId) => await (await access()).changeLink(partnerId),
            deleteLink: async (partnerId) => {
                await (await access()).deleteLink(partnerId);
            },
            subscriptions: async function* () {
                yield* (await access()).subscriptions();
            },
            subscription: async (subscriptionId) => await (await access()).subscription(subscriptionId),
            heldRoles: async (...asked) => await (await access()).heldRoles(...asked),
            rolesAt: async (...asked) => await (await access()).rolesAt(...asked),
            delegatedRoles: async (...asked) => await (await access()).delegatedRoles(...asked),
            agreement: async (subscriptionId) => await (await access()).agreement(subscriptionId),
        };
    };

    return {
        tenant: (tenantId) => azure?.tenant(tenantId) ?? lateTenant(tenantId),
        findTenant: tenantFinder(config),
    };
}
