import { shuffled, type Chance } from './random.ts';

/** Of so many tenants one has no subscription at all. */
const ONE_EMPTY_IN = 25;

/**
 * How many subscriptions each tenant has: few tenants have many, most have few, some have none.
 *
 * @returns as many counts as there are tenants; their sum is `subscriptions`
 */
export const sizesOf = (tenants: number, subscriptions: number, by: Chance): number[] => {
    const weights = Array.from({ length: tenants }, (_, index) =>
        index % ONE_EMPTY_IN === ONE_EMPTY_IN - 1 ? 0 : 1 / (index + 1),
    );
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    let passed = 0;
    let given = 0;
    const sizes = weights.map((weight) => {
        passed += weight;
        const upTo = Math.round((passed / all) * subscriptions);
        const size = upTo - given;
        given = upTo;
        return size;
    });
    return shuffled(sizes, by);
};
