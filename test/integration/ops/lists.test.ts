import { nothingSeen } from '../../../shared/domain/customer.ts';
import type { InvitesQuery } from '../../../shared/domain/ops/invite-list.ts';
import type { MissingQuery } from '../../../shared/domain/ops/missing-list.ts';
import { BOTH } from '../invites/real-tables.ts';
import { makeWorld, START, tenantNo } from './world.ts';
import type { World } from './world.ts';

const LAPSED = {
    ...{ at: '2025-11-21T05:00:00.000Z', by: 'admin@contoso.example', askAt: null, proof: null },
    asked: { at: '2026-10-21T05:00:00.000Z', until: '2026-11-20T05:00:00.000Z', why: 'time' as const },
    lapsedAt: '2026-11-20T05:00:00.000Z',
};

describe.each(BOTH)('the lists of the operations pages, over %s', (_what, make) => {
    const maker = make();
    let world: World;
    beforeAll(() => maker.open());
    beforeEach(() => {
        world = makeWorld(() => maker.table());
    });
    afterAll(() => maker.close());

    /** The names on all pages, as somebody follows the cursors. */
    async function paged(
        look: (cursor: string | undefined) => Promise<{ items: readonly object[]; cursor: string | null }>,
    ): Promise<object[][]> {
        const pages: object[][] = [];
        let cursor: string | null | undefined;
        do {
            const page = await look(cursor ?? undefined);
            pages.push([...page.items]);
            cursor = page.cursor;
        } while (cursor !== null);
        return pages;
    }

    const missingPages = async (query: Omit<MissingQuery, 'cursor'>): Promise<string[][]> => {
        const pages = await paged((cursor) => world.reads.missing({ ...query, cursor }));
        return pages.map((items) => items.map((item) => (item as { displayName: string }).displayName));
    };
    const numbered = (numbers: readonly number[]) => numbers.map((n) => `Subscription ${n}`);
    const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);

    describe('what is missing', () => {
        beforeEach(() =>
            world.missMany(120, (n) => ({
                tenantId: tenantNo(n % 4),
                customerName: ['Adatum', 'Contoso', 'Fabrikam', 'Tailspin'][n % 4] ?? '',
                reason: n % 3 === 0 ? 'no-access' : 'no-link',
            })),
        );

        it('goes on behind the first view, newest first, each once', async () => {
            const pages = await missingPages({ sort: 'newest' });

            expect(pages.map(({ length }) => length)).toEqual([50, 50, 20]);
            expect(pages.flat()).toEqual(numbered(upTo(120).reverse()));
        });

        it('goes on behind the first view in any other order', async () => {
            const oldest = await missingPages({ sort: 'oldest' });
            const byReason = await missingPages({ sort: 'reason' });
            const byCustomer = await missingPages({ sort: 'customer' });

            expect(oldest.flat()).toEqual(numbered(upTo(120)));
            expect(byReason.flat()).toEqual(
                numbered([...upTo(120).filter((n) => n % 3 === 0), ...upTo(120).filter((n) => n % 3 !== 0)]),
            );
            expect(byCustomer.flat()).toEqual(
                numbered([0, 1, 2, 3].flatMap((rest) => upTo(120).filter((n) => n % 4 === rest))),
            );
        });

        it.each(['newest', 'oldest'] as const)('is found by reason, customer and words (%s first)', async (sort) => {
            const order = sort === 'newest' ? upTo(120).reverse() : upTo(120);

            const byReason = await missingPages({ sort, reason: 'no-access' });
            const byTenant = await missingPages({ sort, tenantId: tenantNo(2) });
            const byWords = await missingPages({ sort, search: 'CONTO subscription' });
            const byAll = await missingPages({
                sort,
                search: 'subscription 9',
                tenantId: tenantNo(1),
                reason: 'no-access',
            });

            expect(byReason.flat()).toEqual(numbered(order.filter((n) => n % 3 === 0)));
            expect(byTenant.flat()).toEqual(numbered(order.filter((n) => n % 4 === 2)));
            expect(byWords.flat()).toEqual(numbered(order.filter((n) => n % 4 === 1)));
            expect(byAll.flat()).toEqual(
                numbered(order.filter((n) => n % 4 === 1 && n % 3 === 0 && String(n).includes('9'))),
            );
        });

        it('says of everything how many there are, whatever is looked for', async () => {
            const page = await world.reads.missing({ sort: 'newest', search: 'no such thing' });

            expect(page).toMatchObject({
                items: [],
                cursor: null,
                looked: { searched: 120, isComplete: true },
                counts: { count: 120, byReason: { 'no-access': 40, 'no-link': 80 } },
            });
        });

        it('refuses a cursor of another order', async () => {
            const { cursor } = await world.reads.missing({ sort: 'oldest' });

            await expect(world.reads.missing({ sort: 'newest', cursor: cursor ?? '' })).rejects.toMatchObject({
                code: 'validation-failed',
            });
        });

        it('refuses a cursor of nobody by the name that the address has for it', async () => {
            const cursor = 'bm9uZQ';
            const looks = [
                () => world.reads.missing({ sort: 'newest', cursor }),
                () => world.reads.customers({ sort: 'name', cursor }),
                () => world.reads.invites({ cursor }),
                () => world.reads.invites({ search: 'x', cursor }),
            ];

            for (const look of looks) {
                await expect(look()).rejects.toMatchObject({
                    code: 'validation-failed',
                    extra: { errors: [{ field: 'cursor' }] },
                });
            }
        });

        it('all goes into a file, with how much of each tenant is seen', async () => {
            const sight = { ...nothingSeen, access: 'serviceprincipal', discovery: 'partial' } as const;
            await world.customers.put(tenantNo(0), { name: 'Adatum' });
            await world.customers.noteSight(tenantNo(0), sight);
            const names: string[] = [];
            const seen = new Set<string>();
            for await (const rows of world.reads.everyMissing({ reason: 'no-access', search: 'adatum' })) {
                names.push(...rows.map(({ displayName }) => displayName));
                for (const { discovery } of rows) seen.add(discovery);
            }

            expect([...seen]).toEqual(['partial']);
            expect(names).toEqual(
                numbered(
                    upTo(120)
                        .reverse()
                        .filter((n) => n % 12 === 0),
                ),
            );
        });
    });

    describe('invites', () => {
        const idsOf = (items: readonly object[]) =>
            items.map((item) => (item as { subscriptionName: string }).subscriptionName);
        const invitesOf = async (query: Parameters<World['reads']['invites']>[0]) =>
            (await paged((cursor) => world.reads.invites({ ...query, cursor }))).map(idsOf);

        beforeEach(async () => {
            for (const n of upTo(60)) {
                await world.invite(n, {
                    tenantId: tenantNo(n % 2),
                    status: n % 5 === 0 ? 'revoked' : 'sent',
                    customerName: n === 7 ? 'Café Zürich' : `Customer ${n}`,
                });
            }
        });

        it('go on behind the first view, newest first, and are listed by status or customer', async () => {
            expect(await invitesOf({})).toEqual([
                numbered(upTo(60).reverse().slice(0, 50)),
                numbered(upTo(10).reverse()),
            ]);
            expect(await invitesOf({ status: 'revoked' })).toEqual([
                numbered(
                    upTo(60)
                        .reverse()
                        .filter((n) => n % 5 === 0),
                ),
            ]);
            expect(await invitesOf({ tenantId: tenantNo(1) })).toEqual([
                numbered(
                    upTo(60)
                        .reverse()
                        .filter((n) => n % 2 === 1),
                ),
            ]);
        });

        it('are found by words, newest first, page by page', async () => {
            expect(await invitesOf({ search: 'zürich' })).toEqual([['Subscription 7']]);
            expect(await invitesOf({ search: 'admin12@contoso' })).toEqual([['Subscription 12']]);
            expect(await invitesOf({ search: 'customer' })).toEqual([
                numbered(
                    upTo(60)
                        .reverse()
                        .filter((n) => n !== 7)
                        .slice(0, 50),
                ),
                numbered(
                    upTo(60)
                        .reverse()
                        .filter((n) => n !== 7)
                        .slice(50),
                ),
            ]);
            expect(await invitesOf({ search: 'customer', status: 'revoked', tenantId: tenantNo(0) })).toEqual([
                numbered(
                    upTo(60)
                        .reverse()
                        .filter((n) => n % 10 === 0),
                ),
            ]);
            const { looked, found } = await world.reads.invites({ search: 'zürich' });
            expect({ looked, found }).toEqual({ looked: { searched: 60, isComplete: true }, found: 1 });
        });

        it('are narrowed down by product, alone and beside something else', async () => {
            const said = await world.inviteByHand('intune', 61, { status: 'attested', said: LAPSED });
            const waiting = await world.inviteByHand('intune', 62);
            await world.inviteByHand('ems', 63);
            const idsOf = async (query: InvitesQuery) => (await world.reads.invites(query)).items.map(({ id }) => id);

            expect(await idsOf({ product: 'intune' })).toEqual([waiting.id, said.id]);
            expect(await idsOf({ product: 'intune', status: 'attested' })).toEqual([said.id]);
            expect(await idsOf({ product: 'ems', search: 'intune' })).toEqual([]);
            expect(await idsOf({ product: 'azure', status: 'attested' })).toEqual([]);
            expect((await idsOf({ product: 'azure' })).length).toBe(50);
            for (const query of [{ product: 'intune' }, { product: 'intune', status: 'attested' }] as const) {
                expect((await world.reads.invites(query)).items.at(-1)).toMatchObject({ saidState: 'lapsed' });
            }
        });

        it('are told of with the others of their mail', async () => {
            const alone = await world.inviteByHand('microsoft365', 64);
            const id = `${alone.id.slice(0, -4)}beef`;
            const follower = await world.inviteByHand('ems', 65, { lead: id });
            const lead = await world.inviteByHand('intune', 66, { id, alongside: [follower.id] });
            const togetherOf = async (id: string) => (await world.reads.invite(id)).together.map((other) => other.id);

            expect(await togetherOf(lead.id)).toEqual([follower.id]);
            expect(await togetherOf(follower.id)).toEqual([lead.id]);
            expect(await togetherOf(alone.id)).toEqual([]);
        });

        it('are told of one by one, and one that is not there is not found', async () => {
            const made = await world.invite(100);

            expect(await world.reads.invite(made.id)).toMatchObject({
                asOf: new Date(START).toISOString(),
                invite: { id: made.id, partnerId: '314159', timeline: [{ event: 'issued' }] },
                can: { resend: true, revoke: true, retry: false, proof: false },
            });
            await expect(world.reads.invite('a0000000-0000-4000-8000-000000000001')).rejects.toMatchObject({
                code: 'not-found',
            });
        });

        it('all go into a file, without what their links are made from', async () => {
            const found: object[] = [];
            for await (const invites of world.reads.everyInvite({ status: 'revoked' })) found.push(...invites);

            expect(found).toHaveLength(12);
            expect(JSON.stringify(found)).not.toContain('ssss');
        });
    });

    describe('customers', () => {
        it('are sorted, filtered and found by words, with what the latest run counted', async () => {
            for (const n of upTo(55)) await world.customers.put(tenantNo(n + 1), { name: `Customer ${n + 1}` });
            await world.run(
                'r1',
                upTo(55).map((n) => ({
                    totals: { subscriptions: n, covered: 0, missing: n, excluded: 0, inactive: 0, unknown: 0 },
                })),
            );
            const names = async (query: Parameters<World['reads']['customers']>[0]) =>
                (await paged((cursor) => world.reads.customers({ ...query, cursor })))
                    .flat()
                    .map((item) => (item as { name: string }).name);

            expect(await names({ sort: 'missing' })).toEqual(
                upTo(55)
                    .reverse()
                    .map((n) => `Customer ${n + 1}`),
            );
            expect(await names({ sort: 'name' })).toEqual(upTo(55).map((n) => `Customer ${n + 1}`));
            expect(await names({ sort: 'name', search: 'customer 55' })).toEqual(['Customer 55']);
            expect(await names({ sort: 'name', discovery: 'full' })).toEqual([]);
            expect(await world.reads.customers({ sort: 'name', search: tenantNo(7) })).toMatchObject({
                items: [{ name: 'Customer 7', totals: { missing: 6 }, outcome: 'done' }],
                found: 1,
                looked: { searched: 55, isComplete: true },
            });
        });
    });

    it('stop early where there is too much to look at, say so, and lead on from there', async () => {
        // Pages of one row each stand for pages of a thousand.
        const small = makeWorld(() => {
            const table = maker.table();
            return { ...table, page: (options) => table.page({ ...options, limit: Math.min(options.limit, 1) }) };
        });
        await small.missMany(25, (n) => ({ displayName: n === 0 ? 'Needle' : 'Hay' }));

        const first = await small.reads.missing({ sort: 'newest', search: 'needle' });
        expect(first).toMatchObject({ items: [], looked: { searched: 20, isComplete: false } });
        const next = await small.reads.missing({
            sort: 'newest',
            search: 'needle',
            cursor: first.cursor ?? '',
        });
        expect(next).toMatchObject({
            items: [{ displayName: 'Needle' }],
            cursor: null,
            looked: { searched: 5, isComplete: true },
        });
        const sorted = await small.reads.missing({ sort: 'reason', search: 'hay' });
        expect(sorted).toMatchObject({ found: 20, looked: { searched: 20, isComplete: false } });
    });
});
