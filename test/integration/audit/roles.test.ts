import { READER, SUPPORT } from '../../support/memory-azure.ts';
import type { MemoryTenant } from '../../support/memory-azure.ts';
import { addTenant, closeTables, HOME, makeWorld, openTables, recordsOf, roleAt, rootOf } from './world.ts';
import type { World } from './world.ts';

beforeAll(openTables);
afterAll(closeTables);

const CONTOSO = 'c0000000-0000-4000-8000-000000000001';
const ids = (count: number) =>
    Array.from({ length: count }, (_, n) => `c0000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
const [A1, A2] = ids(2) as [string, string];
const SOON = '2026-11-24T05:00:00.000Z';
const LATER = '2027-02-01T05:00:00.000Z';
const until = (id: string, end: string, role = SUPPORT) => ({ ...roleAt(`/subscriptions/${id}`, role), until: end });

const asked = (world: World, what: RegExp) => world.azure.asked.filter((question) => what.test(question));
const ofContoso = async (world: World) => (await recordsOf(world, CONTOSO)).records;

describe('a role that ends', () => {
    it('covers until the last of those that count ends, and for good where one does', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1, A2], {
            roles: {
                [A1]: [until(A1, SOON), until(A1, LATER), roleAt(`/subscriptions/${A1}`, READER)],
                [A2]: [until(A2, SOON), roleAt(rootOf('mg-1'))],
            },
        });

        const run = await world.audit();

        expect(run.totals.covered).toBe(2);
        expect(await ofContoso(world)).toMatchObject({
            [A1]: { coveredUntil: LATER, via: 'serviceprincipal', role: { name: 'Support Request Contributor' } },
            [A2]: { coveredUntil: null, role: { scope: rootOf('mg-1') } },
        });
    });

    it('is no end where Azure Lighthouse covers for good', async () => {
        const world = makeWorld();
        world.azure.tenants.set(HOME, {
            principalId: 'home-principal',
            subscriptions: [],
            roles: {},
            link: { partnerId: '314159', partnerName: null, state: 'Active' },
        });
        await addTenant(world, CONTOSO, [A1], {
            roles: { [A1]: [until(A1, SOON)] },
            delegated: { [A1]: [roleAt(`/subscriptions/${A1}`)] },
        });

        await world.audit();

        expect((await ofContoso(world))[A1]).toMatchObject({
            coverage: 'covered',
            via: 'lighthouse',
            coveredUntil: null,
        });
    });

    it('at the root management group has each subscription looked at, as something there may last longer', async () => {
        const world = makeWorld();
        const atRoot = { ...roleAt(rootOf(CONTOSO)), until: SOON };
        await addTenant(world, CONTOSO, [A1, A2], {
            roles: { [A1]: [atRoot, roleAt(`/subscriptions/${A1}`)], [A2]: [atRoot] },
        });

        await world.audit();

        expect(await ofContoso(world)).toMatchObject({ [A1]: { coveredUntil: null }, [A2]: { coveredUntil: SOON } });
    });
});

describe('the questions for roles', () => {
    const QUESTIONS = /^(rootR|heldR)oles/;
    const reader = (id: string) => [roleAt(`/subscriptions/${id}`, READER)];

    it.each<[string, Partial<MemoryTenant>, number]>([
        ['one at the root, and one each', {}, 1 + 12],
        ['one at the root where what counts stands there for good', { rootRoles: [roleAt(rootOf(CONTOSO))] }, 1],
        ['one more where ends may not be read', { ends: 'forbidden' }, 1 + 12 + 1],
    ])('are %s', async (_what, over, count) => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, ids(12), over);

        const run = await world.audit();

        expect(run.totals.covered).toBe(12);
        expect(asked(world, QUESTIONS).length).toBeLessThanOrEqual(count + 3);
        expect(new Set(asked(world, QUESTIONS)).size).toBe(Math.min(count, 13));
    });

    it('are asked without ends for the rest of a tenant that has no licence for them, and no end is made up', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, ids(12), {
            ends: 'no-licence',
            roles: Object.fromEntries(ids(12).map((id) => [id, [until(id, SOON)]])),
        });

        await world.audit();

        expect((await ofContoso(world))[A1]).toMatchObject({ coverage: 'covered', coveredUntil: null });
        // The root is asked first, so it is known before the others are.
        expect(asked(world, QUESTIONS)).toHaveLength(2 + 12);
    });

    it('are one each and one more where what we hold everywhere does not show itself', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, ids(12), { roles: Object.fromEntries(ids(12).map((id) => [id, 'forbidden'])) });

        const run = await world.audit();

        expect(run.totals.missing).toBe(12);
        expect((await ofContoso(world))[A1]).toMatchObject({
            reason: 'no-eligible-role',
            role: null,
            nextStep: expect.stringMatching(/resource group/) as string,
        });
        expect(asked(world, QUESTIONS).length).toBeLessThanOrEqual(1 + 12 + 4);
    });

    it('name the role that is there where it does not count, in every mode with the step that fits', async () => {
        for (const [confirmation, step] of [
            ['signin', 'hand on the quick link'],
            ['email', 'Ask the customer to assign'],
        ] as const) {
            const world = makeWorld({ confirmation });
            await addTenant(world, CONTOSO, [A1], { roles: { [A1]: reader(A1) } });

            await world.audit();

            expect((await ofContoso(world))[A1]).toMatchObject({
                role: { id: READER, name: 'Reader', scope: `/subscriptions/${A1}` },
                nextStep: expect.stringMatching(new RegExp(`holds Reader on the subscription.*${step}`)) as string,
            });
        }
    });
});

describe('a role at the root management group', () => {
    it('is seen in a tenant that has no subscription, which is seen in full', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [], { rootRoles: [roleAt(rootOf(CONTOSO), READER)] });

        const run = await world.audit();

        expect(run.tenants).toMatchObject({ done: 1, partial: 0 });
        expect(await world.deps.customers.get(CONTOSO)).toMatchObject({
            access: 'serviceprincipal',
            discovery: 'full',
            link: { partnerId: '314159' },
            aSubscription: null,
        });
    });
});
