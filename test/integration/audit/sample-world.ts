import { startDouble } from '../../contract/arm/environment.ts';
import type { Double } from '../../contract/arm/environment.ts';
import { adatum, contoso, fabrikam, northwind, tailspin, TENANT } from '../../contract/arm/sample-ids.ts';
import { makeDoubleWorld } from './double-world.ts';
import { closeTables, openTables } from './world.ts';
import type { World } from './world.ts';

/**
 * For a whole file: tables, and the double of Entra and ARM, in which the sample tenants are as they were whenever a test
 * begins.
 *
 * @param now the double's clock; it issues tokens, so it starts at the hour that it is
 */
export function useDouble(now?: () => Date): () => Double {
    let double: Double | undefined;
    const get = (): Double => {
        if (double === undefined) throw new Error('The double is not there yet.');
        return double;
    };
    beforeAll(async () => {
        await openTables();
        double = await startDouble(now === undefined ? {} : { now });
    });
    beforeEach(() => get().reset());
    afterAll(async () => {
        await double?.close();
        await closeTables();
    });
    return get;
}

/** The sample tenants as customers. */
export async function makeSampleWorld(double: Double): Promise<World> {
    const world = makeDoubleWorld(double);
    for (const idOf of [contoso, fabrikam, northwind, tailspin, adatum]) {
        await world.deps.customers.put(idOf(TENANT), { name: `Customer ${idOf(TENANT)}` });
    }
    return world;
}

/** What the audit knows, in one line a subscription. */
export const found = async (world: World) => {
    const { items } = await world.deps.subscriptions.list({ limit: 1000 });
    return Object.fromEntries(
        items.map(({ subscriptionId, coverage, reason }) => [
            subscriptionId,
            [coverage, ...(reason === null ? [] : [reason])].join(' '),
        ]),
    );
};
