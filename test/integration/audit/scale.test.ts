import { dayTwo } from '../../../local/estate/day-two.ts';
import { generateEstate } from '../../../local/estate/generate-estate.ts';
import type { Estate } from '../../../local/estate/generate-estate.ts';
import { startDouble } from '../../contract/arm/environment.ts';
import type { Double } from '../../contract/arm/environment.ts';
import { makeOracle } from '../../support/oracle.ts';
import type { ExpectedTenant } from '../../support/oracle.ts';
import { expectedLines, foundLines, makeEstateWorld } from './estate-world.ts';
import type { World } from './world.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const ALWAYS = 1_000_000;

let double: Double;
/** Of the double; it issues tokens, so it starts at the hour that it is. */
let now = new Date();

beforeAll(async () => {
    double = await startDouble({ now: () => now, record: undefined });
});
afterAll(() => double.close());

const load = (estate: Estate) => double.call({ method: 'PUT', path: '/_sim/state', body: estate.document });
const order = (fault: unknown) => double.call({ method: 'POST', path: '/_sim/faults', body: fault });

function expectAll({ deps }: World, estate: Estate, before?: ReadonlyMap<string, ExpectedTenant>) {
    const { defaultPartnerId, excludedOffers } = deps.settings;
    const oracle = makeOracle(estate.document, { now, defaultPartnerId, excludedOffers });
    return new Map(
        estate.customers.map((customer) => [
            customer.tenantId,
            oracle.expectTenant(customer, before?.get(customer.tenantId)?.rows.values()),
        ]),
    );
}

const without = <Value>(of: Record<string, Value>, tenants: readonly string[]) =>
    Object.fromEntries(Object.entries(of).filter(([tenantId]) => !tenants.includes(tenantId)));

const only = <Value>(of: Record<string, Value>, tenants: readonly string[]) =>
    Object.fromEntries(Object.entries(of).filter(([tenantId]) => tenants.includes(tenantId)));

describe('an audit of 200 tenants with 10,000 subscriptions', () => {
    it('equals the oracle row by row; again writes nothing; a day later with one call in twenty refused it does too, but for three tenants that always fail', async () => {
        const estate = generateEstate({ seed: 11, tenants: 200, subscriptions: 10_000, now });
        await load(estate);
        const world = await makeEstateWorld(double, estate, 'memory');
        const expected = expectAll(world, estate);

        const first = await world.audit();

        const found = await foundLines(world, estate);
        expect(found).toEqual(expectedLines(expected));
        expect(first.tenants).toMatchObject({ done: 200, failed: 0 });

        world.writes.clear();
        const unchanged = await world.audit();

        expect([...world.writes.keys()]).toEqual(['auditruns']);
        expect(unchanged.totals).toEqual(first.totals);

        now = new Date(now.getTime() + DAY_MS);
        world.clock.at += DAY_MS;
        const later = dayTwo(estate, { seed: 11, now });
        await load(later);
        const failing = later.customers
            .filter(({ tenantId }) => Object.keys(found[tenantId]?.rows ?? {}).length > 10)
            .slice(0, 3)
            .map(({ tenantId }) => tenantId);
        await order({ path: `^/(${failing.join('|')})/`, status: 503, times: ALWAYS });
        const armCalls = { path: '^/(subscriptions|providers)', every: 40, times: ALWAYS };
        await order({ ...armCalls, retryAfterSeconds: 1 });
        await order({ ...armCalls, skip: 20, status: 503 });
        await double.call({ method: 'DELETE', path: '/_sim/requests' });
        const refused = await world.audit();

        const after = await foundLines(world, later);
        expect(without(after, failing)).toEqual(without(expectedLines(expectAll(world, later, expected)), failing));
        expect(only(after, failing)).toEqual(only(found, failing));
        expect(refused.tenants).toMatchObject({ done: 197, failed: 3 });
        const states: unknown[] = [];
        for await (const state of world.deps.audits.tenantStates(refused.id, 'failed')) states.push(state);
        expect(states).toEqual(
            failing.toSorted().map((tenantId) => expect.objectContaining({ tenantId, reason: 'deadline' }) as unknown),
        );
        const log = (await double.call({ path: '/_sim/requests' })).body as { path: string; status: number }[];
        const arm = log.filter(({ path }) => /^\/(subscriptions|providers)/.test(path));
        const times = (status: number) => arm.filter((request) => request.status === status).length / arm.length;
        expect({ throttled: times(429), away: times(503) }).toEqual({
            throttled: expect.closeTo(0.025, 2) as number,
            away: expect.closeTo(0.025, 2) as number,
        });
    }, 240_000);
});
