import { HttpRequest, InvocationContext } from '@azure/functions';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { getEvidence } from '../../../functions/evidence-get.ts';
import type { TenantSight } from '../../../shared/domain/customer.ts';
import { closeForErasure } from '../../../shared/domain/invite-retention.ts';
import type { GuidedInvite } from '../../../shared/domain/invite.ts';
import type { GuidedProduct } from '../../../shared/domain/products/product.ts';
import { sayAdded } from '../../../shared/domain/products/said-transitions.ts';
import type { Said } from '../../../shared/domain/products/said.ts';
import { httpHandler } from '../../../shared/http/route.ts';
import { retain } from '../../../shared/use-cases/records/retention.ts';
import { guidedInvite } from '../../support/guided-invites.ts';
import { ADMIN, HOME, quiet, SUBSCRIPTION, TENANT } from '../invites/world.ts';
import { makeWorld as makeRecords } from './world.ts';
import type { World } from './world.ts';

const ANALYTICS = 'c0000000-0000-4000-8000-0000000000a2';
const WEB = 'c0000000-0000-4000-8000-0000000000a3';
const OTHER_TENANT = 'c0000000-0000-4000-8000-00000000000b';
const APPLICATION = 'fc000000-0000-4000-8000-00000000000a';

const SIGHT: TenantSight = {
    access: 'serviceprincipal',
    discovery: 'full',
    principalId: 'principal-of-contoso',
    link: { partnerId: '314159', createdAt: '2026-10-01T00:00:00.000Z', updatedAt: '2026-10-02T00:00:00.000Z' },
    aSubscription: SUBSCRIPTION,
};

async function makeWorld(sight: TenantSight = SIGHT) {
    const world = makeRecords();
    await world.deps.customers.put(TENANT, { name: 'Contoso' });
    await world.deps.customers.noteSight(TENANT, sight);
    const deps = { ...world.deps, identity: { applicationId: APPLICATION, homeTenantId: HOME } };
    const handler = httpHandler(getEvidence(deps));

    async function ask(query: Record<string, string> = {}, accept = 'application/json') {
        const context = new InvocationContext({ functionName: 'under-test', logHandler: () => undefined });
        const url = 'http://localhost/api/evidence';
        const headers = { accept };
        const request = new HttpRequest({ method: 'GET', url, query: { tenantId: TENANT, ...query }, headers });
        const { status, body, headers: answered = {} } = await handler(request, context);
        return { status, headers: answered, text: typeof body === 'string' ? body : '' };
    }
    const evidence = async (query: Record<string, string> = {}) =>
        z
            .looseObject({
                items: z.array(z.looseObject({ subscriptionId: z.string() })),
                attestedProducts: z.array(z.unknown()),
                continuation: z.string().optional(),
            })
            .parse(JSON.parse((await ask(query)).text));
    const csv = async (query: Record<string, string> = {}) => {
        const rows: unknown = parse((await ask(query, 'text/csv')).text, { columns: true });
        return z.array(z.record(z.string(), z.string())).parse(rows);
    };
    return { ...world, ask, evidence, csv };
}

/** A finished run, and how it came out for the tenant. */
async function ran({ deps, clock, records }: World, id: string, outcome: 'done' | 'failed' | undefined): Promise<void> {
    const at = clock.now().toISOString();
    if (outcome !== undefined)
        await records.runs.insert({ partitionKey: `run:${id}`, rowKey: `done|${TENANT}`, outcome });
    const run = { id, startedAt: at, planningSince: at, finishedAt: at, expected: 1, result: null };
    await deps.audits.noteFinished({ ...run, status: 'finished' });
}

describe('the evidence of a tenant', () => {
    it('tells of a subscription all that was set up and seen', async () => {
        const world = await makeWorld();
        await world.audited({ coverage: 'missing', reason: 'no-link', nextStep: 'n' });
        const invite = await world.saved({ invitedBy: 'Dana' });
        world.passDays(1);
        await world.audited();
        await ran(world, 'one', 'done');
        world.passDays(3);
        await ran(world, 'two', 'done');
        await ran(world, 'three', 'failed');

        const { items, attestedProducts, ...head } = await world.evidence();

        expect(attestedProducts).toEqual([]);
        expect(head).toEqual({
            tenantId: TENANT,
            customerName: 'Contoso',
            access: 'serviceprincipal',
            discovery: 'full',
            month: '2026-11',
            lastVerified: {
                runId: 'two',
                startedAt: world.clock.now().toISOString(),
                finishedAt: world.clock.now().toISOString(),
            },
        });
        expect(items).toEqual([
            {
                tenantId: TENANT,
                customerName: 'Contoso',
                subscriptionId: SUBSCRIPTION,
                displayName: `Name of ${SUBSCRIPTION}`,
                quotaId: 'EnterpriseAgreement_2014-09-01',
                agreement: null,
                coverage: 'covered',
                reason: null,
                proof: 'verified',
                mechanism: 'serviceprincipal',
                identity: { objectId: 'principal-of-contoso', applicationId: APPLICATION, tenantId: TENANT },
                partnerId: '314159',
                link: { createdAt: '2026-10-01T00:00:00.000Z', updatedAt: '2026-10-02T00:00:00.000Z' },
                role: {
                    id: 'cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e',
                    name: 'Support Request Contributor',
                    scope: `/subscriptions/${SUBSCRIPTION}`,
                    inheritedFrom: null,
                },
                coveredUntil: null,
                coveredDays: 3,
                firstSeenAt: '2026-11-21T05:00:00.000Z',
                lastVerifiedAt: world.clock.now().toISOString(),
                attested: null,
                consent: {
                    inviteId: invite.id,
                    invitedBy: 'Dana',
                    invitedAddress: ADMIN,
                    invitedAt: '2026-11-21T05:00:00.000Z',
                    confirmedBy: null,
                    confirmedAt: invite.timeline.find(({ event }) => event === 'confirmed')?.at,
                    erasedAt: null,
                },
            },
        ]);
    });

    it('is of the month that is asked for', async () => {
        const world = await makeWorld();
        await world.audited();
        world.passDays(30);
        await ran(world, 'one', 'done');
        const daysOf = async (month: string) => (await world.evidence({ month })).items[0]?.coveredDays;

        expect([
            await daysOf('2026-10'),
            await daysOf('2026-11'),
            await daysOf('2026-12'),
            await daysOf('2027-01'),
        ]).toEqual([null, 9.79, 20.2, null]);
        expect((await world.evidence({ month: '2026-10' })).month).toBe('2026-10');
    });

    it('names the partner’s own tenant where Lighthouse leads there, and nothing of an identity that was not seen', async () => {
        const world = await makeWorld({ ...SIGHT, access: 'lighthouse', principalId: 'principal-at-home' });
        await world.audited({ via: 'lighthouse' });
        await world.audited({ via: 'serviceprincipal' }, ANALYTICS);
        await world.audited({ via: null, coverage: 'missing', reason: 'no-access', nextStep: 'n', role: null }, WEB);

        const { items } = await world.evidence();

        expect(items).toMatchObject([
            {
                mechanism: 'lighthouse',
                identity: { objectId: 'principal-at-home', tenantId: HOME },
                partnerId: '314159',
            },
            {
                mechanism: 'serviceprincipal',
                identity: { objectId: null, tenantId: TENANT },
                ...{ partnerId: null, link: null },
            },
            { mechanism: null, identity: null, partnerId: null, link: null, role: null },
        ]);
    });

    it('shows what the customer says apart from what was seen', async () => {
        const world = await makeWorld();
        const said = { at: '2026-11-20T05:00:00.000Z', how: 'directory' } as const;
        await world.deps.customers.noteAttested(TENANT, ANALYTICS, said);
        await world.audited();
        await world.audited({ coverage: 'unknown', reason: 'not-verifiable', nextStep: 'n' }, ANALYTICS);
        await ran(world, 'one', 'done');

        const { items } = await world.evidence();

        expect(
            items.map(({ proof, mechanism, lastVerifiedAt, attested }) => ({
                proof,
                mechanism,
                lastVerifiedAt,
                attested,
            })),
        ).toEqual([
            {
                ...{ proof: 'verified', mechanism: 'serviceprincipal', attested: null },
                lastVerifiedAt: world.clock.now().toISOString(),
            },
            { proof: 'attested', mechanism: 'attested', lastVerifiedAt: null, attested: said },
        ]);
    });

    it('still tells when it was agreed to after the names were erased', async () => {
        const world = await makeWorld();
        const { id } = await world.saved();
        world.passDays(400);
        await retain(world.deps, quiet);
        await world.audited({ coverage: 'missing', reason: 'no-link', nextStep: 'n' });

        expect((await world.evidence()).items[0]?.consent).toMatchObject({
            inviteId: id,
            invitedAddress: null,
            confirmedAt: expect.stringMatching(/^2026-11-21T/) as unknown,
            erasedAt: world.clock.now().toISOString(),
        });
    });

    it('comes by pages as JSON, and whole as CSV with the same in it', async () => {
        const world = await makeWorld();
        for (const id of [SUBSCRIPTION, ANALYTICS, WEB]) await world.audited({}, id);
        await world.saved({ invitedBy: 'Dana' });

        const first = await world.evidence({ limit: '2' });
        const second = await world.evidence({ limit: '2', continuation: first.continuation ?? '' });
        const rows = await world.csv({ limit: '1' });

        expect(first.items).toHaveLength(2);
        expect(second.continuation).toBeUndefined();
        expect([...first.items, ...second.items].map(({ subscriptionId }) => subscriptionId)).toEqual([
            ...[SUBSCRIPTION, ANALYTICS, WEB],
        ]);
        expect(rows.map(({ subscriptionId }) => subscriptionId)).toEqual([SUBSCRIPTION, ANALYTICS, WEB]);
        expect(rows[0]).toMatchObject({
            ...{ proof: 'verified', mechanism: 'serviceprincipal', month: '2026-11', invitedBy: 'Dana' },
            ...{ identityObjectId: 'principal-of-contoso', partnerId: '314159', roleInheritedFrom: '' },
            ...{ linkCreatedAt: '2026-10-01T00:00:00.000Z', invitedAddress: ADMIN, agreementType: '' },
        });
        expect((await world.ask({}, 'text/csv')).headers).toMatchObject({
            'content-type': 'text/csv; charset=utf-8',
            'content-disposition': `attachment; filename="evidence-${TENANT}-2026-11.csv"`,
        });
    });

    it('is safe to open in a spreadsheet', async () => {
        const world = await makeWorld();
        await world.audited({ displayName: '=HYPERLINK("http://x","y")' });
        await world.saved({ invitedBy: '@SUM(A1:A9)' });

        const [row] = await world.csv();

        expect(row).toMatchObject({ displayName: `'=HYPERLINK("http://x","y")`, invitedBy: `'@SUM(A1:A9)` });
    });

    it('claims no more than was seen, in either form', async () => {
        const world = await makeWorld();
        world.azure.tenants.set(TENANT, { subscriptionIds: [SUBSCRIPTION], link: undefined, roles: [] });
        expect((await world.saved()).status).toBe('unrecognised');
        await world.audited({ coverage: 'missing', reason: 'no-eligible-role', nextStep: 'n' });

        const texts = [(await world.ask()).text, (await world.ask({}, 'text/csv')).text];

        for (const text of texts) {
            expect(text).toContain(SUBSCRIPTION);
            expect(text).not.toMatch(/recogni[sz]/i);
        }
    });

    describe('with products that are attached by hand', () => {
        const LAPSED = '2027-12-24T05:00:00.000Z';

        async function withProducts(world: Awaited<ReturnType<typeof makeWorld>>, tenantId = TENANT) {
            const { invites } = world.deps;
            const put = async (product: GuidedProduct, subscriptionId: string | null, said?: Partial<Said>) => {
                world.clock.at += 60_000;
                const at = world.clock.now();
                const subject = { product, tenantId, subscriptionId, productName: `=${product}` };
                const issued = guidedInvite(subject, invites.newId(subject), at);
                const saidSo = sayAdded(issued, at, { askAgainDays: 365 }, false);
                if (saidSo === undefined) throw new Error('It cannot be said.');
                const invite: GuidedInvite =
                    said === undefined || saidSo.said === null
                        ? issued
                        : { ...saidSo, said: { ...saidSo.said, ...said } };
                await invites.insert(invite);
                return invite;
            };
            const proof = {
                note: '=Ticket 7',
                at: '2026-11-22T05:00:00.000Z',
                checked: { at: '2026-11-23T05:00:00.000Z', by: 'Dana' },
            };
            return {
                waiting: await put('ems', null),
                intune: await put('intune', null, { proof }),
                legacy: await put('azure-dpor', SUBSCRIPTION, { askAt: null, lapsedAt: LAPSED }),
            };
        }

        it('tells apart what the customer said of them, and by whose word', async () => {
            const world = await makeWorld();
            await world.audited();
            const alone = await world.evidence();
            const { intune, legacy } = await withProducts(world);

            const { attestedProducts, ...page } = await world.evidence();

            expect(page).toEqual({ ...alone, attestedProducts: undefined });
            expect(attestedProducts).toEqual([
                expect.objectContaining({
                    ...{ inviteId: legacy.id, product: 'azure-dpor', subscriptionId: SUBSCRIPTION },
                    said: expect.objectContaining({ state: 'lapsed', lapsedAt: LAPSED, proof: null }) as unknown,
                }),
                {
                    ...{ inviteId: intune.id, product: 'intune', productName: '=intune', subscriptionId: null },
                    ...{ partnerId: '314159', invitedBy: 'Dana', invitedAddress: 'admin@contoso.example' },
                    ...{ invitedAt: intune.createdAt, erasedAt: null },
                    said: {
                        ...{ at: intune.createdAt, by: 'admin@contoso.example', state: 'current' },
                        ...{ askAgainAt: intune.said?.askAt, asked: null, lapsedAt: null },
                        proof: {
                            ...{ note: '=Ticket 7', at: '2026-11-22T05:00:00.000Z' },
                            ...{ checkedAt: '2026-11-23T05:00:00.000Z', checkedBy: 'Dana' },
                        },
                    },
                },
            ]);
        });

        it('has lines of their own in the file, behind the others, which stay as they are', async () => {
            const world = await makeWorld();
            await world.audited();
            const [alone] = await world.csv();
            await withProducts(world);

            const [first, ...products] = await world.csv();

            expect(first).toEqual(alone);
            expect(first).toMatchObject({ product: 'azure', proof: 'verified', saidState: '', proofNote: '' });
            expect(products).toMatchObject([
                {
                    ...{ product: 'azure-dpor', subscriptionId: SUBSCRIPTION, proof: 'none', saidState: 'lapsed' },
                    ...{ coverage: '', mechanism: '', coveredDays: '', lastVerifiedAt: '', lapsedAt: LAPSED },
                },
                {
                    ...{ product: 'intune', productName: `'=intune`, proof: 'attested', saidState: 'current' },
                    ...{ coverage: '', proofNote: `'=Ticket 7`, proofCheckedBy: 'Dana', partnerId: '314159' },
                },
            ]);
        });

        it('tells of them once, however many pages there are', async () => {
            const world = await makeWorld();
            for (const id of [SUBSCRIPTION, ANALYTICS]) await world.audited({}, id);
            await withProducts(world);

            const first = await world.evidence({ limit: '1' });
            const second = await world.evidence({ limit: '1', continuation: first.continuation ?? '' });

            expect(first.attestedProducts).toHaveLength(2);
            expect(second).toMatchObject({ items: [{ subscriptionId: ANALYTICS }], attestedProducts: [] });
        });

        it('is there for a tenant that no audit goes through, which has nothing else', async () => {
            const world = await makeWorld();
            await withProducts(world, OTHER_TENANT);

            const page = await world.evidence({ tenantId: OTHER_TENANT });

            expect(page).toMatchObject({
                ...{ tenantId: OTHER_TENANT, customerName: 'Contoso', access: 'none', discovery: 'none' },
                ...{ lastVerified: null, items: [] },
            });
            expect(page.attestedProducts).toHaveLength(2);
            expect((await world.evidence()).attestedProducts).toEqual([]);
        });

        it('names nobody once names were erased', async () => {
            const world = await makeWorld();
            const { intune } = await withProducts(world, OTHER_TENANT);
            const stored = await world.deps.invites.get(intune.id);
            const erased = closeForErasure(intune, 's'.repeat(32), world.clock.now());
            if (stored === undefined || erased === undefined) throw new Error('It is not there.');
            await world.deps.invites.replace(stored, erased);

            const { text } = await world.ask({ tenantId: OTHER_TENANT });

            expect(JSON.parse(text)).toMatchObject({
                attestedProducts: [
                    { product: 'azure-dpor' },
                    {
                        ...{ product: 'intune', invitedBy: null, invitedAddress: null },
                        ...{ erasedAt: world.clock.now().toISOString(), said: { by: null, proof: null } },
                    },
                ],
            });
        });
    });

    it.each([
        ['no tenant', { tenantId: '' }, 400],
        ['a tenant that is no ID', { tenantId: 'contoso' }, 400],
        ['a month that is none', { month: '2026-13' }, 400],
        ['too many', { limit: '1001' }, 400],
        ['a tenant that is no customer', { tenantId: '00000000-0000-4000-8000-000000000000' }, 404],
        ['what nobody knows', { subscriptionId: SUBSCRIPTION }, 400],
    ])('is refused for %s', async (_what, query, status) => {
        const world = await makeWorld();
        await world.audited();

        expect((await world.ask(query)).status).toBe(status);
    });
});
