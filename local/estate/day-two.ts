import type { SampleTenant } from '../arm/state/document.ts';
import { CHANGES, doings, type Change, type Day } from './changes.ts';
import type { Estate } from './generate-estate.ts';
import { chance, shuffled } from './random.ts';

export type { Change } from './changes.ts';

/** Takes what is gone out of a tenant in one go: a tenant may have many of them. */
const removeFrom = (tenant: SampleTenant, gone: ReadonlySet<string>): void => {
    const isGone = (scope: string) => gone.has(/^\/subscriptions\/([^/]+)/.exec(scope)?.[1] ?? '');
    tenant.subscriptions = tenant.subscriptions.filter(({ subscriptionId }) => !gone.has(subscriptionId));
    tenant.delegations = tenant.delegations.filter(({ subscriptionId }) => !gone.has(subscriptionId));
    tenant.roleAssignments = tenant.roleAssignments.filter(({ scope }) => !isGone(scope));
    for (const group of tenant.managementGroups)
        group.subscriptions = group.subscriptions.filter((id) => !gone.has(id));
};

/** Of the subscriptions, those that each kind of change happens to. */
const SHARE = 0.01;

/**
 * The same estate a day later; the one that was given stays as it is. No subscription changes twice.
 *
 * @param now the second day
 */
export const dayTwo = (before: Estate, { seed, now }: { seed: number; now: Date }): Estate & { changes: Change[] } => {
    const estate = structuredClone(before);
    const by = chance(seed, 'day two');
    const { homeTenantId } = estate.document.app;
    const tenants = estate.document.tenants.filter(({ tenantId }) => tenantId !== homeTenantId);
    const all = shuffled(
        tenants.flatMap((tenant) => tenant.subscriptions.map((subscription) => ({ tenant, subscription }))),
        by,
    );
    const gone = new Map<SampleTenant, Set<string>>();
    const day: Day = {
        now,
        by,
        tenants,
        clear: ({ tenant, subscription }) => {
            gone.set(tenant, (gone.get(tenant) ?? new Set()).add(subscription.subscriptionId));
        },
    };
    const changes: Change[] = [];
    const wanted = Math.max(1, Math.round(all.length * SHARE));
    for (const kind of CHANGES) {
        for (let done = 0, tries = all.length; done < wanted && tries > 0; tries -= 1) {
            const placed = all.shift();
            if (placed === undefined) break;
            const change = doings[kind](day, placed);
            if (change === undefined) all.push(placed);
            else changes.push({ kind, ...change });
            if (change !== undefined) done += 1;
        }
    }
    for (const [tenant, ids] of gone) removeFrom(tenant, ids);
    return { ...estate, changes };
};
