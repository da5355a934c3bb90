import { HttpRequest, InvocationContext } from '@azure/functions';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { getEvidence } from '../../../functions/evidence-get.ts';
import type { TenantSight } from '../../../shared/domain/customer.ts';
import { httpHandler } from '../../../shared/http/route.ts';
import { retain } from '../../../shared/use-cases/records/retention.ts';
import { ADMIN, HOME, quiet, SUBSCRIPTION, TENANT } from '../invites/world.ts';
import { makeWorld as makeRecords } from './world.ts';
import type { World } from './world.ts';

const ANALYTICS = 'c0000000-0000-4000-8000-0000000000a2';
const WEB = 'c0000000-0000-4000-8000-0000000000a3';
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

        const { items, ...head } = await world.evidence();

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
