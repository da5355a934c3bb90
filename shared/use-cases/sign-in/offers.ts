import pLimit from 'p-limit';
import type { EligibleRoles } from '../../domain/eligible-roles.ts';
import type { AdminAzure, AdminManagementGroup, AdminSubscription } from '../../ports/admin-azure.ts';
import { subscriptionScope } from '../../domain/grant-scope.ts';
import type { GrantScope } from '../../domain/grant-scope.ts';
import { AzureError } from '../../ports/azure.ts';
import type { Log } from '../../ports/log.ts';

/** What else the admin may choose, beside the subscription that was asked for. */
export interface Offers {
    subscriptions: AdminSubscription[];
    /** Subscriptions of this tenant that were not looked at: too many for a page. */
    more: number;
    managementGroups: AdminManagementGroup[];
}

/** A page that lists more is no page any more; whoever has more chooses a management group. */
const MOST_SUBSCRIPTIONS = 25;
const MOST_GROUPS = 15;
/** ARM's bucket is the person's own, who may be using it elsewhere. */
const QUESTIONS_AT_ONCE = 6;

interface OffersDependencies {
    eligibleRoles: EligibleRoles;
}

/** Whether it makes sense to offer the scope: the person may, and our principal has nothing that counts there. */
const openTo =
    ({ eligibleRoles }: OffersDependencies, admin: AdminAzure, principalId: string) =>
    async (scope: GrantScope): Promise<boolean> => {
        if ((await admin.mayAssign(scope)) === 'no') return false;
        return !eligibleRoles.held(await admin.assignedRoles(scope, principalId));
    };

const filterAtOnce = async <T>(items: readonly T[], isWanted: (item: T) => Promise<boolean>): Promise<T[]> => {
    const limit = pLimit(QUESTIONS_AT_ONCE);
    const wanted = await Promise.all(items.map((item) => limit(() => isWanted(item))));
    return items.filter((_, index) => wanted[index]);
};

async function furtherSubscriptions(
    admin: AdminAzure,
    askedFor: string,
    isOpen: (scope: GrantScope) => Promise<boolean>,
): Promise<Pick<Offers, 'subscriptions' | 'more'>> {
    const candidates: AdminSubscription[] = [];
    let more = 0;
    for await (const subscription of admin.subscriptions()) {
        const isActive = !['disabled', 'deleted'].includes(subscription.state.toLowerCase());
        if (!isActive || subscription.subscriptionId === askedFor) continue;
        if (candidates.length < MOST_SUBSCRIPTIONS) candidates.push(subscription);
        else more += 1;
    }
    const subscriptions = await filterAtOnce(candidates, ({ subscriptionId }) =>
        isOpen(subscriptionScope(subscriptionId)),
    );
    return { subscriptions, more };
}

/** Wider choices are a courtesy: where they cannot be read, they are not offered. */
async function orNone<T>(none: T, read: () => Promise<T>, log: Log): Promise<T> {
    try {
        return await read();
    } catch (error) {
        if (!(error instanceof AzureError) || error.kind === 'claims-challenge') throw error;
        log.info('wider scopes are not offered', { why: error.message });
        return none;
    }
}

/** @param principalId of our service principal in the tenant */
export async function offersTo(
    deps: OffersDependencies,
    admin: AdminAzure,
    { askedFor, principalId }: { askedFor: string; principalId: string },
    log: Log,
): Promise<Offers> {
    const isOpen = openTo(deps, admin, principalId);
    const none = { subscriptions: [], more: 0 };
    const further = await orNone(none, () => furtherSubscriptions(admin, askedFor, isOpen), log);
    const groups = await orNone(
        [],
        async () =>
            filterAtOnce(await admin.managementGroups(MOST_GROUPS), ({ groupId }) =>
                isOpen({ kind: 'management-group', groupId }),
            ),
        log,
    );
    return { ...further, managementGroups: groups };
}
