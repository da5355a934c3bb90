import { dayTwo } from '../../../local/estate/day-two.ts';
import { generateEstate, type Estate } from '../../../local/estate/generate-estate.ts';
import { startDouble } from '../../contract/arm/environment.ts';
import type { Double } from '../../contract/arm/environment.ts';
import { makeOracle, type ExpectedTenant } from '../../support/oracle.ts';
import { expectedLines, foundLines, makeEstateWorld, type Lines } from './estate-world.ts';
import { closeTables, openTables } from './world.ts';
import type { World } from './world.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let double: Double;
/** Of the double; it issues tokens, so it starts at the hour that it is. */
let now = new Date();

beforeAll(async () => {
    await openTables();
    double = await startDouble({ now: () => now, pageSize: 50 });
});
afterAll(async () => {
    await double.close();
    await closeTables();
});

const load = (estate: Estate) => double.call({ method: 'PUT', path: '/_sim/state', body: estate.document });

/** What the oracle says of every customer. */
function expectAll(world: World, estate: Estate, before?: ReadonlyMap<string, ExpectedTenant>) {
    const { defaultPartnerId, excludedOffers } = world.deps.settings;
    const oracle = makeOracle(estate.document, { now, defaultPartnerId, excludedOffers });
    return new Map(
        estate.customers.map((customer) => [
            customer.tenantId,
            oracle.expectTenant(customer, before?.get(customer.tenantId)?.rows.values()),
        ]),
    );
}

/**
 * What the audit does not tell yet, taken out of an estate: delegations to a group that our principal is in, and tenants
 * that have no subscription, where a role at the root is not looked for.
 */
function withoutGaps<Given extends Estate>(estate: Given): Given {
    const left = structuredClone(estate);
    const home = left.document.tenants.find(({ tenantId }) => tenantId === left.document.app.homeTenantId);
    const groups = home?.groups.map(({ objectId }) => objectId) ?? [];
    for (const tenant of left.document.tenants) {
        tenant.delegations = tenant.delegations.filter(({ authorizations }) =>
            authorizations.every(({ principalId }) => !groups.includes(principalId)),
        );
    }
    const empty = left.document.tenants.filter(({ subscriptions }) => subscriptions.length === 0);
    const isEmpty = (id: string) => empty.some(({ tenantId }) => tenantId === id);
    left.customers = left.customers.filter(({ tenantId }) => !isEmpty(tenantId));
    return left;
}

/** And what moved away from where only Azure Lighthouse leads: to our own tenant it is just one more that is not delegated. */
const movedUnseen = ({ document, changes }: ReturnType<typeof dayTwo>): string[] =>
    changes
        .filter(({ kind, tenantId }) => {
            const tenant = document.tenants.find((one) => one.tenantId === tenantId);
            return kind === 'moved-to-another-tenant' && tenant?.servicePrincipal === null;
        })
        .map(({ subscriptionId }) => subscriptionId);

const without = (lines: Lines, ids: readonly string[]): Lines =>
    Object.fromEntries(
        Object.entries(lines).map(([tenantId, { rows, ...tenant }]) => [
            tenantId,
            { ...tenant, rows: Object.fromEntries(Object.entries(rows).filter(([id]) => !ids.includes(id))) },
        ]),
    );

describe('an audit of an estate, through the real clients', () => {
    it.each([3, 7])(
        'finds what an independent oracle finds, row by row, and so it does a day later: seed %i',
        async (seed) => {
            const estate = withoutGaps(generateEstate({ seed, tenants: 20, subscriptions: 300, now }));
            await load(estate);
            const world = await makeEstateWorld(double, estate);
            const expected = expectAll(world, estate);

            const run = await world.audit();

            expect(await foundLines(world, estate)).toEqual(expectedLines(expected));
            expect(run.tenants).toMatchObject({ done: estate.customers.length, failed: 0 });

            now = new Date(now.getTime() + DAY_MS);
            world.clock.at += DAY_MS;
            const later = dayTwo(estate, { seed, now });
            await load(later);
            const expectedLater = expectedLines(expectAll(world, later, expected));
            await world.audit();

            const unseen = movedUnseen(later);
            expect(without(await foundLines(world, later), unseen)).toEqual(without(expectedLater, unseen));
            expect(expectedLater).not.toEqual(expectedLines(expected));
            expect(double.violations()).toEqual([]);
        },
        120_000,
    );
});
