import { generateEstate } from '../../../local/estate/generate-estate.ts';
import type { Estate } from '../../../local/estate/generate-estate.ts';
import { runAuditTenant } from '../../../shared/use-cases/audit/run-audit-tenant.ts';
import { startAudit } from '../../../shared/use-cases/audit/start-audit.ts';
import { startDouble } from '../../contract/arm/environment.ts';
import type { Double } from '../../contract/arm/environment.ts';
import { makeOracle } from '../../support/oracle.ts';
import { expectedLines, foundLines, makeEstateWorld } from './estate-world.ts';
import { quiet } from './world.ts';
import type { World } from './world.ts';

const PAGE_SIZE = 20;
const SUPPORT_REQUEST_CONTRIBUTOR = 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e';

interface Logged {
    path: string;
    tenantId: string;
    objectId: string;
    status: number;
}

const now = new Date();
let double: Double;

beforeAll(async () => {
    double = await startDouble({ now: () => now, record: undefined, pageSize: PAGE_SIZE });
});
afterEach(() => double.call({ method: 'DELETE', path: '/_sim/faults' }));
afterAll(() => double.close());

const order = (fault: unknown) => double.call({ method: 'POST', path: '/_sim/faults', body: fault });

/** The requests to ARM since they were last forgotten. */
const armRequests = async (): Promise<Logged[]> =>
    ((await double.call({ path: '/_sim/requests' })).body as Logged[]).filter(({ path }) =>
        /^\/(subscriptions|providers)/.test(path),
    );

async function worldOf(estate: Estate): Promise<World> {
    await double.call({ method: 'PUT', path: '/_sim/state', body: estate.document });
    await double.call({ method: 'DELETE', path: '/_sim/requests' });
    return await makeEstateWorld(double, estate, 'memory');
}

const expectAll = ({ deps }: World, estate: Estate) => {
    const { defaultPartnerId, excludedOffers } = deps.settings;
    const oracle = makeOracle(estate.document, { now, defaultPartnerId, excludedOffers });
    return new Map(estate.customers.map((customer) => [customer.tenantId, oracle.expectTenant(customer)]));
};

const countBy = <Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
    return counts;
};

/** Everything that is due, so many messages at once. */
async function deliverTogether({ deps, queue, clock }: World, atOnce: number): Promise<void> {
    const work = async () => {
        for (let next = queue.take(clock.now()); next !== undefined; next = queue.take(clock.now())) {
            await runAuditTenant(deps, next.body, quiet);
        }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
}

describe('what an audit asks of Azure', () => {
    it('is the pages, a fixed handful per tenant, and at most one role read per subscription and way, none where the root tells', async () => {
        const estate = generateEstate({ seed: 5, tenants: 40, subscriptions: 800, now });
        const world = await worldOf(estate);
        const expected = expectAll(world, estate);

        await world.audit();

        const { homeTenantId } = estate.document.app;
        const requests = await armRequests();
        const isOf = (tenantId: string) => (request: Logged) => request.tenantId === tenantId;
        const ofTenants = requests.filter(({ path }) => !/^\/subscriptions\/./.test(path));
        for (const { tenantId, servicePrincipal } of estate.document.tenants) {
            const isHome = tenantId === homeTenantId;
            const listed = isHome
                ? [...expected.values()]
                      .flatMap(({ rows }) => [...rows.values()])
                      .filter(({ ways }) => ways.includes('lighthouse'))
                : [...(expected.get(tenantId)?.rows.values() ?? [])].filter(({ ways }) =>
                      ways.includes('serviceprincipal'),
                  );
            const pages = servicePrincipal === null ? 0 : Math.max(1, Math.ceil(listed.length / PAGE_SIZE));
            const asked = countBy(ofTenants.filter(isOf(tenantId)), ({ path }) => path.split('/').at(-1) ?? '');
            expect([tenantId, asked.get('subscriptions') ?? 0]).toEqual([tenantId, pages]);
            if (isHome) continue;
            // The link, and what stands at the root.
            const { partners = 0, roleAssignmentScheduleInstances = 0, ...more } = Object.fromEntries(asked);
            expect([partners, roleAssignmentScheduleInstances].every((count) => count <= 1)).toBe(true);
            expect(Object.keys(more).filter((name) => name !== 'subscriptions')).toEqual([]);
        }

        const ofSubscriptions = requests.filter(({ path }) => /^\/subscriptions\/./.test(path));
        const reads = ofSubscriptions.filter(({ path }) =>
            /roleAssignmentScheduleInstances$|registrationAssignments$/.test(path),
        );
        expect(
            [...countBy(reads, ({ path, tenantId }) => `${tenantId} ${path}`)].filter(([, count]) => count > 1),
        ).toEqual([]);
        // Asked once more without the ends where they are not told, until that is known.
        const beside = countBy(
            ofSubscriptions.filter(({ path }) => path.endsWith('roleAssignments')),
            ({ tenantId }) => tenantId,
        );
        expect(Math.max(0, ...beside.values())).toBeLessThanOrEqual(4);
        const owner = new Map(
            estate.document.tenants.flatMap(({ tenantId, subscriptions }) =>
                subscriptions.map(({ subscriptionId }) => [subscriptionId, tenantId]),
            ),
        );
        const billing = ofSubscriptions.filter(({ path }) => path.endsWith('/billingProperty/default'));
        const billingOf = countBy(billing, ({ path }) => owner.get(path.split('/')[2] ?? '') ?? '');
        expect(billing.length).toBeGreaterThan(0);
        expect(Math.max(...billingOf.values())).toBeLessThanOrEqual(5);

        const told = estate.document.tenants.filter(({ tenantId, roleAssignments, servicePrincipal }) =>
            roleAssignments.some(
                (role) =>
                    role.scope.toLowerCase().endsWith(`/managementgroups/${tenantId}`) &&
                    role.principalId === servicePrincipal?.objectId &&
                    role.roleDefinitionId === SUPPORT_REQUEST_CONTRIBUTOR &&
                    role.endDateTime === undefined,
            ),
        );
        const readThere = reads.filter(({ tenantId }) => told.some((tenant) => tenant.tenantId === tenantId));
        expect(told.length).toBeGreaterThan(2);
        expect(readThere).toEqual([]);
    });
});

describe('a principal that Azure tells to wait', () => {
    it('is asked for by nobody until the time is over, whichever tenant and run they are at, and then goes on', async () => {
        const estate = generateEstate({ seed: 9, tenants: 40, subscriptions: 600, now });
        const world = await worldOf(estate);
        const home = 'fc000000-0000-4000-8000-000000000201';
        await order({ path: 'registrationAssignments$', retryAfterSeconds: 30, skip: 5, times: 1 });
        await startAudit(world.deps, quiet);
        await startAudit(world.deps, quiet);

        await deliverTogether(world, 8);
        world.clock.at += 29_000;
        await deliverTogether(world, 8);
        const asHome = (await armRequests()).filter(({ objectId }) => objectId === home);
        const first = asHome.findIndex(({ status }) => status === 429);
        // Eight messages, four questions each: what was on its way then is answered.
        expect(first).toBeGreaterThan(0);
        expect(asHome.length - first).toBeLessThanOrEqual(8 * 4);
        const soFar = asHome.length;

        await world.settle();

        expect((await armRequests()).filter(({ objectId }) => objectId === home).length).toBeGreaterThan(soFar);
        expect(await foundLines(world, estate)).toEqual(expectedLines(expectAll(world, estate)));
    });

    it('is left alone for as long as its bucket says, by two runs that want more of it than there is', async () => {
        const time = { passed: () => 0 };
        const throttling = await startDouble({
            record: undefined,
            throttling: true,
            pageSize: 1,
            now: () => new Date(now.getTime() + time.passed()),
        });
        try {
            const estate = generateEstate({ seed: 2, tenants: 4, subscriptions: 400, now });
            await throttling.call({ method: 'PUT', path: '/_sim/state', body: estate.document });
            const world = await makeEstateWorld(throttling, estate, 'memory');
            const began = world.clock.at;
            time.passed = () => world.clock.at - began;
            const ids = [(await startAudit(world.deps, quiet)).id, (await startAudit(world.deps, quiet)).id];

            await world.settle();

            for (const id of ids) {
                expect((await world.deps.audits.get(id))?.value.result?.tenants).toMatchObject({ done: 4, failed: 0 });
            }
            const log = (await throttling.call({ path: '/_sim/requests' })).body as (Logged & { at: string })[];
            const refused = log.filter(({ status }) => status === 429);
            // 250 at 25 a second.
            const tooEarly = refused.flatMap((first) =>
                log
                    .slice(log.indexOf(first) + 1)
                    .filter(
                        ({ objectId, at }) =>
                            objectId === first.objectId && Date.parse(at) < Date.parse(first.at) + 10_000,
                    ),
            );
            expect(refused.length).toBeGreaterThan(0);
            expect(tooEarly).toEqual([]);
        } finally {
            await throttling.close();
        }
    });
});

describe('two runs at once', () => {
    it('do not disturb each other: the same rows, and in both the same totals', async () => {
        const estate = generateEstate({ seed: 13, tenants: 30, subscriptions: 400, now });
        const world = await worldOf(estate);
        const ids = [(await startAudit(world.deps, quiet)).id, (await startAudit(world.deps, quiet)).id];

        await deliverTogether(world, 8);
        await world.settle();

        const expected = expectAll(world, estate);
        expect(await foundLines(world, estate)).toEqual(expectedLines(expected));
        const all = [...expected.values()].flatMap(({ rows }) => [...rows.values()]);
        for (const id of ids) {
            const run = (await world.deps.audits.get(id))?.value;
            expect(run?.result?.tenants).toMatchObject({ done: 30, failed: 0 });
            expect(run?.result?.totals).toMatchObject({
                subscriptions: all.length,
                covered: all.filter(({ coverage }) => coverage === 'covered').length,
                missing: all.filter(({ coverage }) => coverage === 'missing').length,
            });
        }
    });
});
