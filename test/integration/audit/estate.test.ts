import { dayTwo } from '../../../local/estate/day-two.ts';
import { generateEstate, type Estate } from '../../../local/estate/generate-estate.ts';
import { startDouble } from '../../contract/arm/environment.ts';
import type { Double } from '../../contract/arm/environment.ts';
import type { RunChange } from '../../../shared/domain/coverage-changes.ts';
import { expectChanges } from '../../support/oracle-changes.ts';
import { makeOracle, type ExpectedTenant } from '../../support/oracle.ts';
import { expectedLines, foundLines, makeEstateWorld, misnamed, toldChanges } from './estate-world.ts';
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

const changesOf = async (world: World, runId: string) => {
    const all: RunChange[] = [];
    for await (const change of world.deps.audits.changes(runId)) all.push(change);
    return all;
};

describe('an audit of an estate, through the real clients', () => {
    it.each([3, 7])(
        'finds what an independent oracle finds, row by row, and so it does a day later: seed %i',
        async (seed) => {
            const estate = generateEstate({ seed, tenants: 20, subscriptions: 300, now });
            await load(estate);
            const world = await makeEstateWorld(double, estate);
            const expected = expectAll(world, estate);

            const run = await world.audit();

            expect(await foundLines(world, estate)).toEqual(expectedLines(expected));
            expect(await misnamed(world, [estate], expected)).toEqual([]);
            expect(run.tenants).toMatchObject({ done: estate.customers.length, failed: 0 });
            expect(run.changes).toMatchObject({ new: run.totals.subscriptions, newlyMissing: 0, recovered: 0 });

            now = new Date(now.getTime() + DAY_MS);
            world.clock.at += DAY_MS;
            const later = dayTwo(estate, { seed, now });
            await load(later);
            const after = expectAll(world, later, expected);
            const next = await world.audit();

            expect(await foundLines(world, later)).toEqual(expectedLines(after));
            expect(await misnamed(world, [estate, later], after)).toEqual([]);
            for (const { tenantId } of later.customers) {
                expect([tenantId, ...(await toldChanges(world, next.id, tenantId))]).toEqual([
                    tenantId,
                    ...expectChanges(tenantId, { before: expected, after }, later.document),
                ]);
            }
            const told = await changesOf(world, next.id);
            const count = (what: RunChange['what']) => told.filter((change) => change.what === what).length;
            expect(next.changes).toEqual({
                new: count('new'),
                newlyMissing: count('newlyMissing'),
                recovered: count('recovered'),
                moved: count('moved'),
                gone: count('gone'),
                migrated: count('migrated'),
            });
            expect(told.length).toBeGreaterThan(10);
            expect(double.violations()).toEqual([]);
        },
        120_000,
    );
});
