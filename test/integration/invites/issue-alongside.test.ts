import type { Invite } from '../../../shared/domain/invite.ts';
import { mailboxKeyOf } from '../../../shared/domain/mailbox.ts';
import type { InviteRequest } from '../../../shared/use-cases/invites/invite-request.ts';
import { issueInviteOnce } from '../../../shared/use-cases/invites/issue-invite-once.ts';
import { issueInvite } from '../../../shared/use-cases/invites/issue-invite.ts';
import { revokeInvite } from '../../../shared/use-cases/invites/manage-invite.ts';
import type { CrashMoment } from '../../support/fuse.ts';
import { refusalOf } from '../../unit/http/requests.ts';
import { ADMIN, makeWorld, quiet, SUBSCRIPTION, TENANT } from './world.ts';
import type { World } from './world.ts';

const REQUEST: InviteRequest = {
    subscriptionId: SUBSCRIPTION,
    adminEmail: ADMIN,
    alsoFor: [{ product: 'azure-dpor' }, { product: 'dynamics365', productName: 'Sales' }],
};

const ask = (world: World, over: Partial<InviteRequest> = {}) =>
    issueInvite(world.deps, { ...REQUEST, ...over }, quiet);

const byProduct = async (world: World): Promise<Record<string, Invite>> =>
    Object.fromEntries((await world.allInvites()).map((invite) => [invite.product, invite]));

/** Everything in a table, with its tags. */
async function contents(world: World, name: keyof World['raw']): Promise<unknown[]> {
    const rows: unknown[] = [];
    for await (const row of world.raw[name].scan("PartitionKey ge ''")) rows.push(row);
    return rows;
}

describe('a request for several products', () => {
    it('is an invite for each, of which the first leads', async () => {
        const world = makeWorld();

        const lead = await ask(world, { note: 'As agreed.', customerName: 'Contoso' });

        const { azure, dynamics365: sales, ...others } = await byProduct(world);
        const dpor = others['azure-dpor'];
        expect(lead).toEqual(azure);
        expect(lead).toMatchObject({ partnerId: '314159', lead: null, alongside: [dpor?.id, sales?.id] });
        const shared = { tenantId: TENANT, lead: lead.id, alongside: [], note: 'As agreed.', customerName: 'Contoso' };
        expect(dpor).toMatchObject({ ...shared, subscriptionId: SUBSCRIPTION, partnerId: '3141592' });
        expect(sales).toMatchObject({ ...shared, subscriptionId: null, productName: 'Sales', partnerId: '314159' });
        expect(new Set([lead, dpor, sales].map((invite) => invite?.seed)).size).toBe(3);
        expect(await world.wrongIndexRows()).toEqual([]);
    });

    it('has one mail at once; those of the others wait for it', async () => {
        const world = makeWorld();

        const { id } = await ask(world);

        const waits = world.broker
            .waiting()
            .map(({ body, notBefore }) => [
                (body as { inviteId: string }).inviteId === id,
                Math.max(0, notBefore - world.clock.at),
            ]);
        expect(waits.toSorted()).toEqual([
            [false, 5 * 60_000],
            [false, 5 * 60_000],
            [true, 0],
        ]);
    });

    it('asks everybody in the end where the broker forgets all of it', async () => {
        const world = makeWorld();
        await ask(world);
        world.broker.lose();

        await world.settle();

        expect((await world.allInvites()).map(({ status }) => status)).toEqual(['sent', 'sent', 'sent']);
    });

    it('counts as one mail to the address, and as several invites in the mailbox', async () => {
        const world = makeWorld();
        world.deps.rules.mailsPerAddressPerDay = 1;

        await ask(world);

        expect(await world.deps.mailboxes.hasSeveral(mailboxKeyOf(ADMIN))).toBe(true);
        const refused = await refusalOf(() =>
            ask(world, { product: 'ems', tenantId: TENANT, subscriptionId: undefined, alsoFor: [] }),
        );
        expect(refused.code).toBe('mail-limit');
    });

    it('makes the subscription known that leads, and no other', async () => {
        const world = makeWorld();
        const other = 'c0000000-0000-4000-8000-0000000000a2';

        await ask(world, { alsoFor: [{ product: 'azure-dpor', subscriptionId: other }] });

        expect((await world.deps.customers.knownSubscriptions(TENANT)).invited).toEqual([SUBSCRIPTION]);
    });

    it('has its relationships told with what leads alone', async () => {
        const world = makeWorld();

        const lead = await ask(world, { resellerInvitation: 'direct' });

        expect(lead.relationships).toEqual({ gdap: null, reseller: 'direct' });
        const told = (await world.allInvites()).filter(({ relationships }) => relationships.reseller !== null);
        expect(told.map(({ id }) => id)).toEqual([lead.id]);
    });

    it.each<[what: string, over: Partial<InviteRequest>, field: string]>([
        [
            'the lead again',
            { product: 'ems', alsoFor: [{ product: 'ems', subscriptionId: SUBSCRIPTION }] },
            'alsoFor.0',
        ],
        ['one twice', { alsoFor: [{ product: 'intune' }, { product: 'ems' }, { product: 'intune' }] }, 'alsoFor.2'],
        [
            'the legacy field of no subscription',
            { product: 'ems', subscriptionId: undefined, alsoFor: [{ product: 'azure-dpor' }] },
            'alsoFor.0.subscriptionId',
        ],
    ])('is refused for %s, and nothing is recorded', async (_what, over, field) => {
        const world = makeWorld();

        const refused = await refusalOf(() => ask(world, { tenantId: TENANT, ...over }));

        expect(refused.extra.errors).toMatchObject([{ field }]);
        expect(await contents(world, 'invites')).toEqual([]);
    });
});

describe('one of several that is live already', () => {
    const live = (world: World) =>
        issueInvite(
            world.deps,
            { product: 'dynamics365', productName: 'Sales', tenantId: TENANT, adminEmail: ADMIN },
            quiet,
        );

    it('stands against all of them, and nothing is written', async () => {
        const world = makeWorld();
        const { id } = await live(world);
        const before = [await contents(world, 'invites'), await contents(world, 'shortlived')];

        const refused = await refusalOf(() => ask(world));

        expect([refused.code, refused.extra.inviteId]).toEqual(['invite-exists', id]);
        expect([await contents(world, 'invites'), await contents(world, 'shortlived')]).toEqual(before);
        expect(await contents(world, 'customers')).toEqual([]);
    });

    it('gives way where it is past its time', async () => {
        const world = makeWorld();
        const { id } = await live(world);
        world.clock.at += 15 * 24 * 60 * 60 * 1000;

        await ask(world);

        const statuses = (await world.allInvites()).map((invite) => [invite.id === id, invite.status]);
        expect(statuses.filter(([isOld]) => isOld)).toEqual([[true, 'expired']]);
        expect(statuses.filter(([isOld]) => !isOld).map(([, status]) => status)).toEqual([
            'issued',
            'issued',
            'issued',
        ]);
    });

    it('and came in the very moment takes the rest back, and the same request asks for all of it later', async () => {
        const world = makeWorld();
        const { invites } = world.deps;
        const once = () => issueInviteOnce(world.deps, 'key', REQUEST, quiet);
        let rival: Invite | undefined;
        world.deps.invites = {
            ...invites,
            insert: async (invite) => {
                world.deps.invites = invites;
                const result = await invites.insert(invite);
                rival = await issueInvite(world.deps, { subscriptionId: SUBSCRIPTION, adminEmail: ADMIN }, quiet);
                return result;
            },
        };

        const refused = await refusalOf(once);
        await world.settle();

        expect([refused.code, refused.extra.inviteId]).toEqual(['invite-exists', rival?.id]);
        expect((await world.allInvites()).map(({ product, status }) => `${product} ${status}`).toSorted()).toEqual([
            'azure sent',
            'azure-dpor revoked',
            'dynamics365 revoked',
        ]);
        expect(world.mailsSent()).toEqual({ invite: 1 });

        world.clock.at += 60 * 60 * 1000;
        await revokeInvite(world.deps, rival?.id ?? '');
        const lead = await once();
        const asked = (await world.allInvites()).filter(({ status }) => status === 'issued');
        expect(asked.map(({ id }) => id).toSorted()).toEqual([lead.id, ...lead.alongside].toSorted());
        expect(await world.wrongIndexRows()).toEqual([]);
    });
});

describe('when the process dies at any call to the outside', () => {
    const story = async (world: World): Promise<Invite> => {
        const lead = await world.persist(() => issueInviteOnce(world.deps, 'key', REQUEST, quiet));
        await world.settle();
        return lead;
    };

    it.each<CrashMoment>(['before', 'after'])(
        'the same three are asked for, and every one is told: it died %s the call took effect',
        async (moment) => {
            const undisturbed = makeWorld();
            await story(undisturbed);

            for (let call = 1; call <= undisturbed.fuse.calls; call += 1) {
                const world = makeWorld();
                world.fuse.dieAt(call, moment);
                const lead = await story(world);

                const invites = await world.allInvites();
                const crash = `${moment} call ${String(call)}`;
                expect({ crash, ids: invites.map(({ id }) => id).toSorted() }).toEqual({
                    crash,
                    ids: [lead.id, ...lead.alongside].toSorted(),
                });
                expect({ crash, statuses: invites.map(({ status }) => status) }).toEqual({
                    crash,
                    statuses: ['sent', 'sent', 'sent'],
                });
                expect(invites.filter((invite) => invite.lead === lead.id)).toHaveLength(2);
                expect(await world.wrongIndexRows()).toEqual([]);
                expect(await world.deadLetters()).toEqual([]);
            }
        },
        120_000,
    );

    it.each([
        ['by the same key', 'key'],
        ['anew', 'another key'],
    ])(
        'nobody is asked for a part of it, and what was recorded is in nobody’s way when it is asked for %s, later',
        async (_how, key) => {
            const world = makeWorld();
            const { invites } = world.deps;
            const dying: typeof invites.insert = async (invite) => {
                if (invite.lead === null) throw new Error('The process died before the one that leads.');
                return await invites.insert(invite);
            };
            world.deps.invites = { ...invites, insert: dying };
            await expect(issueInviteOnce(world.deps, 'key', REQUEST, quiet)).rejects.toThrow('died');
            expect(await world.allInvites()).toHaveLength(2);
            world.deps.invites = invites;

            await world.settle();
            expect(world.mailsSent()).toEqual({});
            const lead = await issueInviteOnce(world.deps, key, REQUEST, quiet);
            await world.settle();

            const [first, ...others] = await Promise.all([lead.id, ...lead.alongside].map((id) => invites.get(id)));
            expect([first, ...others].map((stored) => stored?.value.status)).toEqual(['sent', 'sent', 'sent']);
            expect(world.mailsSent()).toEqual({ invite: 1 });
            expect(await world.wrongIndexRows()).toEqual([]);
            expect(await world.deadLetters()).toEqual([]);
        },
    );
});
