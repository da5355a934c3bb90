import { tenantOf } from '../../contract/arm/environment.ts';
import {
    adatum,
    contoso,
    fabrikam,
    northwind,
    READER,
    SUPPORT_REQUEST_CONTRIBUTOR,
    tailspin,
    TENANT,
} from '../../contract/arm/sample-ids.ts';
import { found, makeSampleWorld, useDouble } from './sample-world.ts';
import { missingIds, recordsOf } from './world.ts';

const double = useDouble();

const PRODUCTION = contoso('a1');
const ANALYTICS = contoso('a2');
const ERP = fabrikam('b1');
const WEB = northwind('d1');
const SHOP = tailspin('e1');
const DATA = adatum('f1');

const BEFORE_ANY_ATTACH = {
    [PRODUCTION]: 'missing no-link',
    [ANALYTICS]: 'missing no-link',
    [ERP]: 'missing other-partner',
    [WEB]: 'covered',
    [DATA]: 'missing no-link',
};

describe('an audit of the sample tenants, through the real clients', () => {
    it('finds what stands there before any attach', async () => {
        const world = await makeSampleWorld(double());

        const run = await world.audit();

        expect(await found(world)).toEqual(BEFORE_ANY_ATTACH);
        expect(run.tenants).toEqual({ done: 5, failed: 0, partial: 3 });
        expect(run.totals).toEqual({ subscriptions: 5, covered: 1, missing: 4, excluded: 0, inactive: 0, unknown: 0 });
        const { items } = await world.deps.customers.list({ limit: 10 });
        expect(
            Object.fromEntries(items.map(({ tenantId, access, discovery }) => [tenantId, `${access} ${discovery}`])),
        ).toEqual({
            [contoso(TENANT)]: 'serviceprincipal full',
            [fabrikam(TENANT)]: 'serviceprincipal partial',
            [northwind(TENANT)]: 'serviceprincipal partial',
            [tailspin(TENANT)]: 'none none',
            [adatum(TENANT)]: 'lighthouse partial',
        });
        expect(double().violations()).toEqual([]);
    });

    it('has a row for Tailspin once somebody was invited there', async () => {
        const world = await makeSampleWorld(double());
        await world.deps.customers.noteInvited(tailspin(TENANT), SHOP, { name: 'Tailspin' });

        const run = await world.audit();

        expect(await found(world)).toEqual({ ...BEFORE_ANY_ATTACH, [SHOP]: 'missing application-missing' });
        expect(run.tenants).toMatchObject({ done: 5, failed: 0 });
    });

    it('finds a subscription that was added since, with a first sight of its own', async () => {
        const world = await makeSampleWorld(double());
        await world.audit();
        world.clock.at += 60_000;
        await double().change((document) => {
            tenantOf(document, contoso(TENANT)).subscriptions.push({
                subscriptionId: contoso('a9'),
                displayName: 'Bought last week',
                state: 'Enabled',
                quotaId: 'EnterpriseAgreement_2014-09-01',
                managedByTenants: [],
                billing: null,
            });
        });
        await world.audit();

        const { records } = await recordsOf(world, contoso(TENANT));
        expect(records[contoso('a9')]).toMatchObject({
            displayName: 'Bought last week',
            reason: 'no-link',
            firstSeenAt: world.clock.now().toISOString(),
        });
        expect(records[PRODUCTION]?.firstSeenAt).toBe(new Date(world.clock.at - 60_000).toISOString());
        expect((await missingIds(world))[0]).toBe(contoso('a9'));
    });

    it('fails a tenant that does not exist at once, and no other', async () => {
        const world = await makeSampleWorld(double());
        await world.deps.customers.put('00000000-0000-4000-8000-00000000dead', { name: 'Nobody' });
        const startedAt = world.clock.at;

        const run = await world.audit();

        expect(run.tenants).toEqual({ done: 5, failed: 1, partial: 3 });
        expect(world.clock.at).toBe(startedAt);
    });

    it.each([
        ['throttled as ARM does it', { status: 429, code: 'TooManyRequests', retryAfterSeconds: 30, times: 3 }],
        ['away for a while', { status: 503, times: 10 }],
    ])('ends the same where ARM is %s', async (_how, fault) => {
        const world = await makeSampleWorld(double());
        await double().call({
            method: 'POST',
            path: '/_sim/faults',
            body: { path: '^/(subscriptions|providers)', ...fault },
        });
        const startedAt = world.clock.at;

        const run = await world.audit();

        expect(await found(world)).toEqual(BEFORE_ANY_ATTACH);
        expect(run.tenants).toEqual({ done: 5, failed: 0, partial: 3 });
        expect(run.totals.unknown).toBe(0);
        expect(world.clock.at).toBeGreaterThan(startedAt);
    });

    it('waits where Entra itself is away, and does not take that for a tenant that is not there', async () => {
        const world = await makeSampleWorld(double());
        await double().call({
            method: 'POST',
            path: '/_sim/faults',
            body: { path: 'openid-configuration', status: 503, times: 8 },
        });

        const run = await world.audit();

        expect(run.tenants).toEqual({ done: 5, failed: 0, partial: 3 });
        expect(await found(world)).toEqual(BEFORE_ANY_ATTACH);
    });

    it('counts neither a trial nor a disabled subscription as missing', async () => {
        const world = await makeSampleWorld(double());
        await double().change((document) => {
            const subscriptions = tenantOf(document, contoso(TENANT)).subscriptions;
            for (const one of subscriptions) {
                if (one.subscriptionId === PRODUCTION) one.quotaId = 'FreeTrial_2014-09-01';
                if (one.subscriptionId === ANALYTICS) one.state = 'Disabled';
            }
        });

        await world.audit();

        expect(await found(world)).toMatchObject({ [PRODUCTION]: 'excluded', [ANALYTICS]: 'inactive' });
    });

    it('tells lost access, a deleted subscription and one of another tenant apart', async () => {
        const world = await makeSampleWorld(double());
        await world.deps.customers.noteInvited(fabrikam(TENANT), WEB);
        await world.audit();
        await double().change((document) => {
            const tenant = tenantOf(document, contoso(TENANT));
            tenant.subscriptions = tenant.subscriptions.filter(({ subscriptionId }) => subscriptionId !== ANALYTICS);
            // What is left of ours is one role that leads nowhere near Production.
            tenant.roleAssignments = tenant.roleAssignments.filter(
                ({ roleDefinitionId }) => ![READER, SUPPORT_REQUEST_CONTRIBUTOR].includes(roleDefinitionId),
            );
        });

        await world.audit();

        expect(await found(world)).toEqual({
            [PRODUCTION]: 'missing no-access',
            [ERP]: 'missing other-partner',
            [WEB]: 'covered',
            [DATA]: 'missing no-link',
        });
        expect(await world.deps.customers.get(contoso(TENANT))).toMatchObject({ access: 'none', discovery: 'none' });
    });
});
