import type { Agreement } from '../../domain/agreement.ts';
import type { Via } from '../../domain/subscription-record.ts';
import { AzureError } from '../../ports/azure.ts';
import type { AzureSubscription, HeldRole, PartnerLink } from '../../ports/azure.ts';
import { asOurTrouble } from '../our-trouble.ts';
import type { TenantReads } from './heeding.ts';
import { listedOf } from './list-tenant.ts';
import { ownRoles } from './own-roles.ts';

/** One way in which the partner reaches subscriptions of a tenant: the link and the roles are of the same identity. */
export interface Way {
    name: Via;
    /** Object ID of that identity. */
    principalId(): Promise<string>;
    /** By subscription ID, in lower case. */
    listed: ReadonlyMap<string, AzureSubscription>;
    /** Undefined where there is none; `unreadable` where the question is forbidden. Asked once, when it is needed. */
    link(): Promise<PartnerLink | undefined | 'unreadable'>;
    roles(subscriptionId: string): Promise<HeldRole[]>;
    /** What stands at the root management group stands above every subscription; absent where this way has none. */
    rootRoles?(): Promise<HeldRole[]>;
    agreement(subscriptionId: string): Promise<Agreement | undefined>;
}

async function linkOf(access: TenantReads): ReturnType<Way['link']> {
    try {
        return await access.link();
    } catch (error) {
        if (error instanceof AzureError && error.kind === 'forbidden') return 'unreadable';
        throw error;
    }
}

/** Asks when it is needed, and only once; what failed is asked again. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
    let asked: Promise<T> | undefined;
    return async () => {
        const mine = (asked ??= ask());
        try {
            return await mine;
        } catch (error) {
            if (asked === mine) asked = undefined;
            throw error;
        }
    };
}

/**
 * Through the partner's service principal in the customer's tenant.
 *
 * @param keep says that somebody is still at it, as often as one likes
 * @throws AzureError where its subscriptions cannot be listed
 */
export async function ownWay(access: TenantReads, principalId: string, keep: () => Promise<unknown>): Promise<Way> {
    const roles = ownRoles(access, principalId);
    return {
        name: 'serviceprincipal',
        principalId: () => Promise.resolve(principalId),
        listed: await listedOf(access, keep),
        link: once(() => linkOf(access)),
        roles: (subscriptionId) => roles.at(subscriptionId),
        // Its ID is the tenant's.
        rootRoles: () => roles.atGroup(access.tenantId),
        agreement: (subscriptionId) => access.agreement(subscriptionId),
    };
}

/** Through what Azure Lighthouse delegates to the partner's own tenant; the link stands there too. */
export function delegatedWay(home: TenantReads, listed: Way['listed']): Way {
    const principalId = once(() => home.principalId());
    return {
        name: 'lighthouse',
        principalId,
        listed,
        link: once(async () => {
            try {
                return await linkOf(home);
            } catch (error) {
                throw asOurTrouble(error);
            }
        }),
        roles: async (subscriptionId) => await home.delegatedRoles(subscriptionId, await principalId()),
        agreement: (subscriptionId) => home.agreement(subscriptionId),
    };
}
