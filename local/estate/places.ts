import type { SampleManagementGroup, SampleSubscription } from '../arm/state/document.ts';
import { subscriptionName } from './names.ts';
import { accountsOf, soldAs, type Accounts } from './offers.ts';
import type { Chance } from './random.ts';

export const groupScope = (id: string): string => `/providers/Microsoft.Management/managementGroups/${id}`;
export const subscriptionScope = (id: string): string => `/subscriptions/${id}`;

/** A subscription as a tenant would buy it. */
export const boughtSubscription = (by: Chance, accounts: Accounts): SampleSubscription => ({
    subscriptionId: by.guid(),
    displayName: subscriptionName(by),
    ...soldAs(by, accounts),
    managedByTenants: [],
});

export const boughtSubscriptions = (by: Chance, count: number): SampleSubscription[] => {
    const accounts = accountsOf(by);
    return Array.from({ length: count }, () => boughtSubscription(by, accounts));
};

/** Under this many subscriptions nobody makes management groups. */
const LEAST_FOR_GROUPS = 4;
const MOST_GROUPS = 6;
/** Of the subscriptions, those that are left under the root. */
const UNDER_ROOT = 0.4;

/** The root group, whose ID is the tenant's, and groups below it, some of them in others. */
export const managementGroups = (
    by: Chance,
    tenantId: string,
    subscriptions: readonly SampleSubscription[],
): SampleManagementGroup[] => {
    const root: SampleManagementGroup = {
        id: tenantId,
        displayName: 'Tenant Root Group',
        parentId: null,
        subscriptions: [],
    };
    const count = subscriptions.length < LEAST_FOR_GROUPS ? 0 : by.whole(1, MOST_GROUPS);
    const below: SampleManagementGroup[] = [];
    for (let number = 1; number <= count; number += 1) {
        const parentId = below.length > 0 && by.happens(0.5) ? by.one(below).id : tenantId;
        below.push({ id: `mg-${number}`, displayName: `Department ${number}`, parentId, subscriptions: [] });
    }
    for (const { subscriptionId } of subscriptions) {
        if (below.length > 0 && !by.happens(UNDER_ROOT)) by.one(below).subscriptions.push(subscriptionId);
    }
    return [root, ...below];
};
