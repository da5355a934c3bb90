import { daysBetween } from '../days-between.ts';
import type { Some } from '../some.ts';

/** For how long something has been missing. */
export const AGES = ['under7Days', 'under30Days', 'under90Days', 'older'] as const;

export type Age = (typeof AGES)[number];

export type AgeCounts = Record<Age, number>;

/** What the list of missing subscriptions holds of each. */
export interface MissingRow {
    tenantId: string;
    customerName: string;
    subscriptionId: string;
    displayName: string;
    reason: string;
    nextStep: string;
    /** ISO 8601 UTC. */
    firstSeenAt: string;
    missingSince: string;
}

export interface CustomerMissing {
    tenantId: string;
    customerName: string;
    count: number;
    ages: AgeCounts;
    /** ISO 8601 UTC. */
    oldestSince: string;
}

/** What is missing; lists begin with what has been missing for longest. */
export interface MissingReport {
    count: number;
    ages: AgeCounts;
    /** The first of the customers where something is missing; `count` is all of these. */
    customers: Some<CustomerMissing>;
    oldest: MissingRow[];
}

/** How much of the lists is kept. */
export const MOST_CUSTOMERS = 50;
export const MOST_ROWS = 50;

export const noAges = (): AgeCounts => ({ under7Days: 0, under30Days: 0, under90Days: 0, older: 0 });

export function ageOf(missingSince: string, now: string): Age {
    const days = daysBetween(missingSince, now);
    if (days < 7) return 'under7Days';
    if (days < 30) return 'under30Days';
    return days < 90 ? 'under90Days' : 'older';
}

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const oldestRowFirst = (one: MissingRow, other: MissingRow): number =>
    order(one.missingSince, other.missingSince) ||
    order(one.tenantId, other.tenantId) ||
    order(one.subscriptionId, other.subscriptionId);

const oldestCustomerFirst = (one: CustomerMissing, other: CustomerMissing): number =>
    order(one.oldestSince, other.oldestSince) || other.count - one.count || order(one.tenantId, other.tenantId);

/**
 * Counts missing subscriptions one by one. What it keeps grows with the customers, not with the subscriptions.
 *
 * @param now ISO 8601 UTC
 */
export function tallyMissing(now: string): { add(row: MissingRow): void; result(): MissingReport } {
    const ages = noAges();
    const customers = new Map<string, CustomerMissing>();
    let oldest: MissingRow[] = [];
    let count = 0;

    const trim = () => {
        oldest = oldest.sort(oldestRowFirst).slice(0, MOST_ROWS);
    };

    return {
        add: (row) => {
            const { tenantId, customerName, missingSince } = row;
            const age = ageOf(missingSince, now);
            count += 1;
            ages[age] += 1;
            const customer = customers.get(tenantId) ?? {
                tenantId,
                customerName,
                count: 0,
                ages: noAges(),
                oldestSince: missingSince,
            };
            customer.count += 1;
            customer.ages[age] += 1;
            if (missingSince < customer.oldestSince) customer.oldestSince = missingSince;
            customers.set(tenantId, customer);
            oldest.push(row);
            if (oldest.length >= 4 * MOST_ROWS) trim();
        },
        result: () => {
            trim();
            const items = [...customers.values()].sort(oldestCustomerFirst).slice(0, MOST_CUSTOMERS);
            return { count, ages, customers: { count: customers.size, items }, oldest };
        },
    };
}
