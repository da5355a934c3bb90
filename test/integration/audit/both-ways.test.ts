import { AzureError } from '../../../shared/ports/azure.ts';
import { READER } from '../../support/memory-azure.ts';
import type { MemoryTenant } from '../../support/memory-azure.ts';
import {
    addTenant,
    closeTables,
    HOME,
    makeWorld,
    openTables,
    recordsOf,
    roleAt,
    rootOf,
    subscription,
} from './world.ts';
import type { World } from './world.ts';

beforeAll(openTables);
afterAll(closeTables);

const CONTOSO = 'c0000000-0000-4000-8000-000000000001';
const FABRIKAM = 'f0000000-0000-4000-8000-000000000001';
const [A1, A2, A3] = ['a1', 'a2', 'a3'].map((end) => `c0000000-0000-4000-8000-0000000000${end}`) as [
    string,
    string,
    string,
];
const B1 = 'f0000000-0000-4000-8000-0000000000b1';
const OURS = { partnerId: '314159', partnerName: null, state: 'Active' };
const THEIRS = { partnerId: '999999', partnerName: null, state: 'Active' };
const eligible = (id: string) => [roleAt(`/subscriptions/${id}`)];
const reader = (id: string) => [roleAt(`/subscriptions/${id}`, READER)];

const linkedAtHome = (world: World, link: typeof OURS | null = OURS) =>
    world.azure.tenants.set(HOME, {
        principalId: 'home-principal',
        subscriptions: [],
        roles: {},
        ...(link === null ? {} : { link }),
    });

const ofContoso = async (world: World) => (await recordsOf(world, CONTOSO)).records;
const asked = (world: World, what: string) => world.azure.asked.filter((question) => question.startsWith(what));

describe('a tenant that is reached both ways', () => {
    it('has covered what either way covers, and asks the second one only where the first does not', async () => {
        const world = makeWorld();
        linkedAtHome(world);
        await addTenant(world, CONTOSO, [A1, A2, A3], {
            roles: { [A1]: eligible(A1), [A2]: reader(A2) },
            delegated: { [A1]: eligible(A1), [A2]: eligible(A2), [A3]: eligible(A3) },
        });

        const run = await world.audit();

        expect(run.totals).toMatchObject({ subscriptions: 3, covered: 3 });
        expect(asked(world, 'delegatedRoles').sort()).toEqual([
            `delegatedRoles ${HOME} ${A2}`,
            `delegatedRoles ${HOME} ${A3}`,
        ]);
        expect(asked(world, 'heldRoles').some((question) => question.endsWith(A3))).toBe(false);
        expect(await world.deps.customers.get(CONTOSO)).toMatchObject({
            access: 'serviceprincipal',
            discovery: 'partial',
        });
    });

    it('is seen through Azure Lighthouse alone where a consent brought our application in without a role', async () => {
        const world = makeWorld();
        linkedAtHome(world);
        await addTenant(world, CONTOSO, [A1], { roles: {}, delegated: { [A1]: eligible(A1) } });
        delete world.azure.tenants.get(CONTOSO)?.link;

        const run = await world.audit();

        expect(run.totals).toMatchObject({ subscriptions: 1, covered: 1 });
        expect(await world.deps.customers.get(CONTOSO)).toMatchObject({ access: 'lighthouse', discovery: 'partial' });
    });

    it.each<[string, Partial<MemoryTenant>, typeof OURS | null, string]>([
        [
            'no link here, Reader there',
            { roles: { [A1]: reader(A1) }, delegated: { [A1]: reader(A1) } },
            OURS,
            'no-eligible-role',
        ],
        ['another partner here, no link there', { link: THEIRS, delegated: { [A1]: eligible(A1) } }, null, 'no-link'],
        [
            'Reader here, another partner there',
            { roles: { [A1]: reader(A1) }, delegated: { [A1]: eligible(A1) } },
            THEIRS,
            'no-eligible-role',
        ],
    ])('is missing for the reason that is nearest to covered: %s', async (_what, over, home, reason) => {
        const world = makeWorld();
        linkedAtHome(world, home);
        await addTenant(world, CONTOSO, [A1], over);

        await world.audit();

        expect((await ofContoso(world))[A1]).toMatchObject({ coverage: 'missing', reason });
    });

    it('is unknown where the second way does not tell: it may cover what the first does not', async () => {
        const world = makeWorld();
        linkedAtHome(world);
        await addTenant(world, CONTOSO, [A1, A2], {
            roles: { [A1]: reader(A1), [A2]: eligible(A2) },
            delegated: { [A1]: [], [A2]: [] },
        });
        world.azure.before = (question) => {
            if (question.startsWith('delegatedRoles')) throw new AzureError('forbidden', '403');
        };

        const run = await world.audit();

        expect(run.totals).toMatchObject({ covered: 1, unknown: 1, missing: 0 });
        expect((await ofContoso(world))[A1]).toMatchObject({ coverage: 'unknown', reason: 'could-not-be-read' });
    });

    it('has full discovery by the role of our service principal at the root, whatever is delegated', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1], {
            roles: { [A1]: [roleAt(rootOf(CONTOSO), READER), ...eligible(A1)] },
            delegated: { [A1]: eligible(A1) },
        });

        await world.audit();

        expect(await world.deps.customers.get(CONTOSO)).toMatchObject({
            access: 'serviceprincipal',
            discovery: 'full',
        });
    });
});

describe('what is delegated to our own tenant', () => {
    it('is listed once for a run and not for every customer, and anew for the next run', async () => {
        const world = makeWorld();
        const tenants = Array.from(
            { length: 12 },
            (_, n) => `d0000000-0000-4000-8000-0000000000${String(n).padStart(2, '0')}`,
        );
        for (const [n, tenantId] of tenants.entries()) {
            await addTenant(world, tenantId, [], n % 2 === 0 ? {} : { principalId: null });
        }

        await world.audit();
        expect(world.azure.asked.filter((question) => question.includes(HOME))).toEqual([`subscriptions ${HOME}`]);
        const tenant = await addTenant(world, CONTOSO, [A1], { principalId: null, roles: {} });
        tenant.delegated = { [A1]: eligible(A1) };
        await world.audit();

        expect(asked(world, `subscriptions ${HOME}`)).toHaveLength(2);
        expect((await ofContoso(world))[A1]).toMatchObject({ reason: 'no-link' });
    });

    it('has the link asked for once in a tenant, however much of it is delegated', async () => {
        const world = makeWorld();
        linkedAtHome(world);
        await addTenant(world, CONTOSO, [A1, A2, A3], {
            principalId: null,
            roles: {},
            delegated: { [A1]: eligible(A1), [A2]: eligible(A2), [A3]: eligible(A3) },
        });

        expect((await world.audit()).totals.covered).toBe(3);
        expect(asked(world, `link ${HOME}`)).toHaveLength(1);
    });

    it('is waited for where our own tenant is throttled, which holds up no customer’s own', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1]);
        let throttled = 1;
        world.azure.before = (question) => {
            if (question === `subscriptions ${HOME}` && throttled-- > 0) {
                throw new AzureError('throttled', '429', { retryAfterMs: 90_000 });
            }
        };
        const held: unknown[] = [];
        const holdUntil = world.deps.locks.holdUntil.bind(world.deps.locks);
        world.deps.locks.holdUntil = async (tenantId, until) => {
            held.push(tenantId);
            await holdUntil(tenantId, until);
        };
        const startedAt = world.clock.at;

        const run = await world.audit();

        expect(run.totals).toMatchObject({ covered: 1, unknown: 0 });
        expect(held).toEqual([HOME]);
        expect(world.clock.at - startedAt).toBeGreaterThanOrEqual(90_000);
    });

    it('stands in the way of no customer where our own tenant does not know our application', async () => {
        const world = makeWorld();
        world.azure.tenants.delete(HOME);
        await addTenant(world, CONTOSO, [A1, A2], { roles: { [A1]: eligible(A1), [A2]: reader(A2) } });
        const startedAt = world.clock.at;

        const run = await world.audit();

        expect(run.totals).toMatchObject({ covered: 1, missing: 1 });
        expect(world.clock.at).toBe(startedAt);
    });
});

describe('a subscription of which the customer says that it is linked', () => {
    const SAID = { at: '2026-11-01T05:00:00.000Z', how: 'guest' } as const;

    it.each<[string, Partial<MemoryTenant>, string, string | null]>([
        ['our application is not there', { principalId: null, roles: {} }, 'unknown', 'not-verifiable'],
        ['we have no access', { roles: {} }, 'unknown', 'not-verifiable'],
        ['our link lacks a role', { roles: { [A1]: reader(A1) } }, 'unknown', 'not-verifiable'],
        ['our identity carries another ID', { link: THEIRS }, 'unknown', 'not-verifiable'],
        ['we see for ourselves that it is set up', {}, 'covered', null],
        [
            'it is a trial',
            { subscriptions: [subscription(CONTOSO, A1, { quotaId: 'FreeTrial_2014-09-01' })], roles: { [A1]: [] } },
            'excluded',
            null,
        ],
        [
            'it is disabled',
            { subscriptions: [subscription(CONTOSO, A1, { state: 'Disabled' })], roles: { [A1]: [] } },
            'inactive',
            null,
        ],
    ])('where %s', async (_what, over, coverage, reason) => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1], over);
        await world.deps.customers.noteAttested(CONTOSO, A1, SAID);

        const run = await world.audit();

        expect((await ofContoso(world))[A1]).toMatchObject({ coverage, reason });
        expect(run.totals).toMatchObject({ subscriptions: 1, missing: 0, [coverage]: 1 });
    });

    it('has the last answer of our own beside it, and is missing again when the word is taken back', async () => {
        const world = makeWorld();
        const tenant = await addTenant(world, CONTOSO, [A1, A2]);
        await addTenant(world, FABRIKAM, [B1], { roles: {} });
        await world.audit();
        await world.deps.customers.noteAttested(CONTOSO, A1, SAID);
        tenant.roles[A1] = reader(A1);
        await world.audit();
        expect((await ofContoso(world))[A1]).toMatchObject({ coverage: 'unknown', lastCoverage: 'covered' });

        await world.deps.customers.forgetAttested(CONTOSO, A1);
        await world.audit();

        expect((await ofContoso(world))[A1]).toMatchObject({ coverage: 'missing', reason: 'no-eligible-role' });
    });

    it('makes the access of its tenant attested where nothing of it is seen', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1], { principalId: null, roles: {} });
        await addTenant(world, FABRIKAM, [B1]);
        await world.deps.customers.noteAttested(CONTOSO, A1, SAID);
        await world.deps.customers.noteAttested(FABRIKAM, B1, SAID);

        const run = await world.audit();

        expect(await world.deps.customers.get(CONTOSO)).toMatchObject({ access: 'attested', discovery: 'none' });
        expect(await world.deps.customers.get(FABRIKAM)).toMatchObject({ access: 'serviceprincipal' });
        expect(run.totals).toMatchObject({ covered: 1, unknown: 1 });
    });

    it('is read once in a run that goes on from message to message', async () => {
        const world = makeWorld();
        const ids = Array.from({ length: 12 }, (_, n) => `c0000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
        await addTenant(world, CONTOSO, ids, { roles: Object.fromEntries(ids.map((id) => [id, reader(id)])) });
        for (const id of ids) await world.deps.customers.noteAttested(CONTOSO, id, SAID);
        world.azure.before = (question) => {
            if (question.startsWith('heldRoles')) world.clock.at += 15_000;
        };

        const run = await world.audit();

        expect(run.totals).toMatchObject({ unknown: 12, missing: 0 });
        expect(world.queue.accepted.length).toBeGreaterThan(2);
        // Each message asks at one subscription whether anything stands at the root; the rest is read once.
        expect(asked(world, 'heldRoles').length).toBeLessThanOrEqual(12 + world.queue.accepted.length);
    });
});
