import { UnavailableError } from '../../../shared/domain/errors.ts';
import { AzureError } from '../../../shared/ports/azure.ts';
import type { RunChange } from '../../../shared/domain/coverage-changes.ts';
import { READER, SUPPORT } from '../../support/memory-azure.ts';
import type { MemoryTenant } from '../../support/memory-azure.ts';
import {
    addTenant,
    closeTables,
    makeWorld,
    missingIds,
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
const DAY = 24 * 60 * 60_000;
const eligible = (id: string) => [roleAt(`/subscriptions/${id}`)];
const reader = (id: string) => [roleAt(`/subscriptions/${id}`, READER)];
const EA = { type: 'EnterpriseAgreement', accountId: '1234567' };
const MCA = { type: 'MicrosoftCustomerAgreement', accountId: 'a:b_2019-05-31' };

const told = async (world: World, runId: string) => {
    const all: RunChange[] = [];
    for await (const change of world.deps.audits.changes(runId)) all.push(change);
    return all.map(({ tenantId, subscriptionId, what, from, to }) => ({ tenantId, subscriptionId, what, from, to }));
};

const historyOf = async (world: World, id: string) => {
    const found = await world.deps.subscriptions.find(id);
    return found?.record.changes.map(({ what, from, to }) => [what, from, to]);
};

/** Audits again a day later. */
async function nextDay(world: World) {
    world.clock.at += DAY;
    const run = await world.audit();
    return { changes: run.changes, told: await told(world, run.id) };
}

const change = (what: RunChange['what'], subscriptionId: string, from: string | null, to: string | null) => ({
    tenantId: CONTOSO,
    subscriptionId,
    what,
    from,
    to,
});

describe('what a run finds different', () => {
    it('is everything at first, and nothing where nothing happened', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1, A2], { roles: { [A1]: eligible(A1), [A2]: reader(A2) } });

        const first = await world.audit();
        const second = await nextDay(world);

        expect(first.changes).toEqual({ new: 2, newlyMissing: 0, recovered: 0, moved: 0, gone: 0, migrated: 0 });
        expect(await told(world, first.id)).toEqual([
            change('new', A1, null, 'covered'),
            change('new', A2, null, 'no-eligible-role'),
        ]);
        expect(second).toEqual({
            changes: { new: 0, newlyMissing: 0, recovered: 0, moved: 0, gone: 0, migrated: 0 },
            told: [],
        });
    });

    it('is what became missing and what recovered, since when it is so in the history', async () => {
        const world = makeWorld();
        const tenant = await addTenant(world, CONTOSO, [A1, A2], { roles: { [A1]: eligible(A1), [A2]: reader(A2) } });
        await world.audit();
        tenant.roles = { [A1]: reader(A1), [A2]: eligible(A2) };

        const { changes, told: lines } = await nextDay(world);

        expect(changes).toMatchObject({ new: 0, newlyMissing: 1, recovered: 1 });
        expect(lines).toEqual([
            change('newlyMissing', A1, 'covered', 'no-eligible-role'),
            change('recovered', A2, 'no-eligible-role', 'covered'),
        ]);
        expect(await historyOf(world, A1)).toEqual([
            ['seen', null, 'covered'],
            ['coverage', 'covered', 'missing'],
        ]);
        expect((await recordsOf(world, CONTOSO)).records[A1]?.changes.at(-1)?.at).toBe(world.clock.now().toISOString());
    });

    it('is neither missing nor recovered where in between it could not be read', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1], { roles: { [A1]: reader(A1) } });
        await world.audit();
        await world.deps.customers.noteAttested(CONTOSO, A1, { at: '2026-11-01T05:00:00.000Z', how: 'guest' });
        const said = await nextDay(world);
        await world.deps.customers.forgetAttested(CONTOSO, A1);
        const takenBack = await nextDay(world);

        expect([said.told, takenBack.told]).toEqual([[], []]);
        expect((await historyOf(world, A1))?.length).toBe(3);
    });

    it('is told of a role that ran out, which is missing then', async () => {
        const world = makeWorld();
        const until = new Date(world.clock.at + DAY / 2).toISOString();
        const tenant = await addTenant(world, CONTOSO, [A1], {
            roles: { [A1]: [...reader(A1), { ...roleAt(`/subscriptions/${A1}`), until }] },
        });
        await world.audit();
        const before = (await recordsOf(world, CONTOSO)).records[A1];
        tenant.roles = { [A1]: reader(A1) };

        const { told: lines } = await nextDay(world);

        expect(before).toMatchObject({ coverage: 'covered', coveredUntil: until, role: { id: SUPPORT } });
        expect(lines).toEqual([change('newlyMissing', A1, 'covered', 'no-eligible-role')]);
        expect((await recordsOf(world, CONTOSO)).records[A1]).toMatchObject({
            coveredUntil: null,
            role: { name: 'Reader' },
            nextStep: expect.stringContaining('Reader on the subscription') as string,
        });
    });

    it('is a subscription that is gone, which keeps what was last known of it', async () => {
        const world = makeWorld();
        const tenant = await addTenant(world, CONTOSO, [A1, A2]);
        await world.audit();
        tenant.subscriptions = [subscription(CONTOSO, A2)];
        tenant.roles = { [A2]: eligible(A2) };

        const { changes, told: lines } = await nextDay(world);

        expect(changes).toMatchObject({ gone: 1, moved: 0 });
        expect(lines).toEqual([change('gone', A1, 'covered', null)]);
        expect(Object.keys((await recordsOf(world, CONTOSO)).records)).toEqual([A2]);
        expect(await world.deps.subscriptions.find(A1)).toMatchObject({
            goneAt: world.clock.now().toISOString(),
            record: { subscriptionId: A1, changes: [{ what: 'seen' }, { what: 'gone', from: 'covered' }] },
        });
    });

    it('is seen again with its history where a subscription comes back', async () => {
        const world = makeWorld();
        const tenant = await addTenant(world, CONTOSO, [A1]);
        await world.audit();
        tenant.subscriptions = [];
        await nextDay(world);
        tenant.subscriptions = [subscription(CONTOSO, A1)];

        const { told: lines } = await nextDay(world);

        expect(lines).toEqual([change('new', A1, null, 'covered')]);
        expect((await historyOf(world, A1))?.map(([what]) => what)).toEqual(['seen', 'gone', 'seen']);
        expect((await world.deps.subscriptions.find(A1))?.goneAt).toBeNull();
    });
});

describe('a subscription that moved to another tenant', () => {
    const moveTo = (to: MemoryTenant, from: MemoryTenant, id: string) => {
        from.subscriptions = from.subscriptions.filter(({ subscriptionId }) => subscriptionId !== id);
        from.roles = Object.fromEntries(Object.entries(from.roles).filter(([other]) => other !== id));
        to.subscriptions.push(subscription(FABRIKAM, id));
    };

    it.each([
        ['is one of another customer, with its history', reader(A1), 'no-eligible-role'],
        ['is covered there where we hold a role', eligible(A1), 'covered'],
    ])('%s', async (_what, roles, to) => {
        const world = makeWorld();
        const contoso = await addTenant(world, CONTOSO, [A1, A2]);
        const fabrikam = await addTenant(world, FABRIKAM, []);
        await world.audit();
        moveTo(fabrikam, contoso, A1);
        fabrikam.roles[A1] = roles;

        const { changes, told: lines } = await nextDay(world);

        expect(changes).toMatchObject({ new: 1, moved: 1, gone: 0 });
        expect(lines).toEqual([
            change('moved', A1, CONTOSO, FABRIKAM),
            { ...change('new', A1, CONTOSO, to), tenantId: FABRIKAM },
        ]);
        expect(Object.keys((await recordsOf(world, CONTOSO)).records)).toEqual([A2]);
        expect(await historyOf(world, A1)).toEqual([
            ['seen', null, 'covered'],
            ['moved', CONTOSO, FABRIKAM],
            ['seen', null, to === 'covered' ? 'covered' : 'missing'],
        ]);
        expect(await world.deps.subscriptions.find(A1)).toMatchObject({
            goneAt: null,
            record: { tenantId: FABRIKAM, firstSeenAt: world.clock.now().toISOString() },
        });
    });

    it('is told where it went though that is nobody’s customer', async () => {
        const world = makeWorld();
        const contoso = await addTenant(world, CONTOSO, [A1]);
        await world.audit();
        const elsewhere: MemoryTenant = { principalId: 'p', subscriptions: [], roles: {} };
        world.azure.tenants.set(FABRIKAM, elsewhere);
        moveTo(elsewhere, contoso, A1);

        const { told: lines } = await nextDay(world);

        expect(lines).toEqual([change('moved', A1, CONTOSO, FABRIKAM)]);
        expect(await world.deps.subscriptions.find(A1)).toMatchObject({
            goneAt: world.clock.now().toISOString(),
            record: { tenantId: CONTOSO },
        });
    });

    it('is told where our application is not in the tenant that it left', async () => {
        const world = makeWorld();
        const contoso = await addTenant(world, CONTOSO, [A1], { principalId: null, roles: {} });
        await world.deps.customers.noteInvited(CONTOSO, A1);
        await world.audit();
        const elsewhere: MemoryTenant = { principalId: 'p', subscriptions: [], roles: {} };
        world.azure.tenants.set(FABRIKAM, elsewhere);
        moveTo(elsewhere, contoso, A1);

        const { told: lines } = await nextDay(world);

        expect(lines).toEqual([change('moved', A1, CONTOSO, FABRIKAM)]);
        expect(await missingIds(world)).toEqual([]);
    });

    it('leaves nothing of a customer that is deleted, its last record with another one neither', async () => {
        const world = makeWorld();
        const contoso = await addTenant(world, CONTOSO, [A1, A2]);
        const fabrikam = await addTenant(world, FABRIKAM, []);
        await world.audit();
        moveTo(fabrikam, contoso, A1);
        fabrikam.roles[A1] = eligible(A1);
        contoso.subscriptions = [];
        await nextDay(world);

        await world.deps.customers.delete(CONTOSO, () => world.deps.subscriptions.deleteTenant(CONTOSO));

        expect(JSON.stringify(await world.rowsOf('subscriptions'))).not.toContain(`Customer ${CONTOSO}`);
        expect(await world.deps.subscriptions.find(A2)).toBeUndefined();
        expect(await world.deps.subscriptions.find(A1)).toMatchObject({ record: { tenantId: FABRIKAM } });
    });
});

describe('the agreement of a subscription', () => {
    it('is read through Reader, and its change is a migration with what it means', async () => {
        const world = makeWorld();
        const tenant = await addTenant(world, CONTOSO, [A1, A2], { agreements: { [A1]: EA, [A2]: MCA } });
        await world.audit();
        tenant.agreements = { [A1]: MCA, [A2]: { ...MCA, accountId: 'c:d_2019-05-31' } };

        const { changes, told: lines } = await nextDay(world);

        expect(changes).toEqual({ new: 0, newlyMissing: 0, recovered: 0, moved: 0, gone: 0, migrated: 2 });
        expect(lines).toEqual([
            change('migrated', A1, 'EnterpriseAgreement', 'MicrosoftCustomerAgreement'),
            change('migrated', A2, 'a:b_2019-05-31', 'c:d_2019-05-31'),
        ]);
        expect(await historyOf(world, A1)).toEqual([
            ['seen', null, 'covered'],
            ['agreement', 'EnterpriseAgreement', 'MicrosoftCustomerAgreement'],
        ]);
    });

    it('that changed is told of by every audit for a week, and by none before', async () => {
        const world = makeWorld();
        const tenant = await addTenant(world, CONTOSO, [A1, A2], { agreements: { [A1]: EA, [A2]: MCA } });
        await addTenant(world, FABRIKAM, [A3], { agreements: { [A3]: EA } });
        await world.audit();
        await nextDay(world);
        expect(world.agreementsChanged).toEqual([]);
        tenant.agreements = { [A1]: MCA, [A2]: MCA };

        await nextDay(world);
        const changedAt = world.clock.now().toISOString();
        for (let day = 1; day < 10; day += 1) await nextDay(world);

        expect(world.agreementsChanged).toEqual(Array(7).fill({ tenantId: CONTOSO, changedAt }));
    });

    it('that changed is told of in a tenant that is read in parts', async () => {
        const world = makeWorld({ partSize: 1 });
        const tenant = await addTenant(world, CONTOSO, [A1, A2, A3], { agreements: { [A1]: EA, [A2]: EA, [A3]: EA } });
        await world.audit();
        tenant.agreements = { [A1]: EA, [A2]: MCA, [A3]: EA };

        await nextDay(world);

        expect(world.agreementsChanged).toEqual([{ tenantId: CONTOSO, changedAt: world.clock.now().toISOString() }]);
    });

    it('that changed fails no audit where nobody can be told of it, and is told by the next', async () => {
        const world = makeWorld();
        const tenant = await addTenant(world, CONTOSO, [A1], { agreements: { [A1]: EA } });
        await world.audit();
        tenant.agreements = { [A1]: MCA };
        const heard: string[] = [];
        world.deps.onAgreementChanged = (tenantId) => {
            heard.push(tenantId);
            return heard.length === 1 ? Promise.reject(new UnavailableError('no table storage')) : Promise.resolve();
        };
        world.clock.at += DAY;

        const run = await world.audit();
        await nextDay(world);

        expect(run).toMatchObject({ tenants: { done: 1, failed: 0 }, changes: { migrated: 1 } });
        expect(heard).toEqual([CONTOSO, CONTOSO]);
    });

    it('that nobody told of before is a migration once there is one', async () => {
        const world = makeWorld();
        const tenant = await addTenant(world, CONTOSO, [A1], { agreements: { [A1]: null } });
        await world.audit();
        expect((await recordsOf(world, CONTOSO)).records[A1]).toMatchObject({ agreement: null, agreementRead: 'read' });
        tenant.agreements = { [A1]: MCA };

        expect((await nextDay(world)).told).toEqual([change('migrated', A1, null, 'MicrosoftCustomerAgreement')]);
    });

    it('that may not be read is said to be so, asked for once in a run, and guessed by nobody', async () => {
        const world = makeWorld();
        const tenant = await addTenant(world, CONTOSO, [A1, A2, A3], { agreements: {} });
        await world.audit();
        const asked = world.azure.asked.filter((question) => question.startsWith('agreement'));
        const { records } = await recordsOf(world, CONTOSO);
        tenant.agreements = { [A1]: MCA, [A2]: MCA, [A3]: MCA };
        const later = await nextDay(world);

        expect(asked).toEqual([`agreement ${CONTOSO} ${A1}`]);
        expect(records[A1]).toMatchObject({ agreement: null, agreementRead: 'forbidden' });
        expect(records[A2]).toMatchObject({ agreement: null, agreementRead: null });
        expect(later.changes.migrated).toBe(0);
        expect((await recordsOf(world, CONTOSO)).records[A1]).toMatchObject({ agreement: MCA, agreementRead: 'read' });
    });

    it('costs five questions in a tenant of many, and a second run that day writes nothing', async () => {
        const world = makeWorld();
        const ids = Array.from({ length: 30 }, (_, n) => `c0000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
        await addTenant(world, CONTOSO, ids, { agreements: Object.fromEntries(ids.map((id) => [id, EA])) });
        const asked = () => world.azure.asked.filter((question) => question.startsWith('agreement')).length;

        await world.audit();
        const first = asked();
        world.writes.clear();
        world.clock.at += 60_000;
        await world.audit();

        expect(first).toBeGreaterThan(0);
        expect(first).toBeLessThanOrEqual(5);
        expect(asked() - first).toBeLessThanOrEqual(5);
        expect(world.writes.get('subscriptions')).toBeUndefined();
    });

    it('that cannot be read now fails no audit', async () => {
        const world = makeWorld();
        await addTenant(world, CONTOSO, [A1], { agreements: { [A1]: EA } });
        world.azure.before = (question) => {
            if (question.startsWith('agreement')) throw new AzureError('unavailable', '503');
        };

        const run = await world.audit();

        expect(run).toMatchObject({ tenants: { done: 1, failed: 0 }, totals: { covered: 1 } });
        expect((await recordsOf(world, CONTOSO)).records[A1]).toMatchObject({ agreementRead: null });
    });

    it('gives way to the offer where that changes: to CSP, which is excluded then', async () => {
        const world = makeWorld({ excludedOffers: ['CSP_*'] });
        const tenant = await addTenant(world, CONTOSO, [A1], { agreements: { [A1]: EA } });
        await world.audit();
        tenant.subscriptions = [subscription(CONTOSO, A1, { quotaId: 'CSP_2015-05-01' })];
        tenant.agreements = { [A1]: { type: 'MicrosoftPartnerAgreement', accountId: 'e:f_2018-09-30' } };

        const { told: lines } = await nextDay(world);

        expect(lines).toEqual([
            change('migrated', A1, 'EnterpriseAgreement', 'MicrosoftPartnerAgreement'),
            change('offer', A1, 'EnterpriseAgreement_2014-09-01', 'CSP_2015-05-01'),
        ]);
        expect((await recordsOf(world, CONTOSO)).records[A1]).toMatchObject({ coverage: 'excluded' });
        expect(await missingIds(world)).toEqual([]);
    });
});

describe('what is newly found uncovered', () => {
    it('is told once, and not what was covered before', async () => {
        const world = makeWorld();
        const tenant = await addTenant(world, CONTOSO, [A1, A2], { roles: { [A1]: eligible(A1), [A2]: reader(A2) } });
        await world.audit();
        const first = [...world.newlyMissing];
        tenant.roles[A1] = reader(A1);
        tenant.subscriptions.push(subscription(CONTOSO, A3));
        tenant.roles[A3] = [roleAt(rootOf('another-group'), READER)];
        await nextDay(world);
        await nextDay(world);

        expect(first).toEqual([A2]);
        expect(world.newlyMissing).toEqual([A2, A3]);
    });
});
