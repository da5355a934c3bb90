import type { Double } from '../../contract/arm/environment.ts';
import { adatum, contoso, fabrikam, northwind, tailspin, TENANT } from '../../contract/arm/sample-ids.ts';
import { makeDoubleWorld } from './double-world.ts';
import type { World } from './world.ts';

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
