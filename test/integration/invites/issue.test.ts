import { AppError } from '../../../shared/domain/errors.ts';
import { declinePartner, savePartner } from '../../../shared/use-cases/invites/decide.ts';
import { issueInviteOnce } from '../../../shared/use-cases/invites/issue-invite-once.ts';
import { issueInvite } from '../../../shared/use-cases/invites/issue-invite.ts';
import type { InviteRequest } from '../../../shared/use-cases/invites/invite-request.ts';
import { resendInvite, retryInvite, revokeInvite } from '../../../shared/use-cases/invites/manage-invite.ts';
import { openLink } from '../../../shared/use-cases/invites/open-link.ts';
import { ADMIN, makeWorld, PARTNER_MAIL, quiet, REQUEST, SUBSCRIPTION, TENANT } from './world.ts';
import type { World } from './world.ts';

const codeOf = async (action: Promise<unknown>): Promise<string> => {
    try {
        await action;
    } catch (error) {
        if (error instanceof AppError) return error.code;
        throw error;
    }
    return 'none';
};
const issue = (world: World, over: Partial<InviteRequest> = {}) =>
    issueInvite(world.deps, { ...REQUEST, ...over }, quiet);

describe('an invite that is asked for', () => {
    it('is recorded with what belongs to it, and its customer made known', async () => {
        const world = makeWorld();

        const invite = await issue(world, { customerName: 'Contoso' });

        expect(invite).toMatchObject({
            status: 'issued',
            tenantId: TENANT,
            partnerId: '314159',
            customerName: 'Contoso',
        });
        expect(await world.deps.customers.get(TENANT)).toMatchObject({ name: 'Contoso' });
        expect((await world.deps.customers.knownSubscriptions(TENANT)).invited).toEqual([SUBSCRIPTION]);
    });

    it.each([
        ['an address of the partner', { adminEmail: PARTNER_MAIL }, 'validation-failed'],
        ['one in another case', { adminEmail: 'Jo@FourthCoffee.EXAMPLE' }, 'validation-failed'],
        ['one below the domain', { adminEmail: 'jo@mail.fourthcoffee.example' }, 'validation-failed'],
        ['a partner ID that is none of ours', { partnerId: '999999' }, 'validation-failed'],
        [
            'a tenant that it does not belong to',
            { tenantId: 'f0000000-0000-4000-8000-000000000001' },
            'tenant-mismatch',
        ],
        [
            'an unknown subscription',
            { subscriptionId: 'f0000000-0000-4000-8000-0000000000ff' },
            'subscription-not-found',
        ],
    ])('is refused for %s, and nothing is recorded', async (_what, over, code) => {
        const world = makeWorld();

        expect(await codeOf(issue(world, over))).toBe(code);

        for (const table of Object.values(world.raw)) {
            for await (const { value } of table.scan("PartitionKey ge ''"))
                throw new Error(`recorded: ${value.rowKey}`);
        }
        expect(world.broker.waiting()).toEqual([]);
    });

    it('may have an address that only looks like the partner’s', async () => {
        expect((await issue(makeWorld(), { adminEmail: 'jo@notfourthcoffee.example' })).status).toBe('issued');
    });

    it('needs its tenant where that cannot be found, and takes it then', async () => {
        const world = makeWorld();
        world.azure.findTenant = () => Promise.resolve({ kind: 'unknown' });

        expect(await codeOf(issue(world))).toBe('tenant-required');
        expect((await issue(world, { tenantId: TENANT })).tenantId).toBe(TENANT);
    });

    it('has the partner ID of its customer, and no other', async () => {
        const world = makeWorld();
        await world.deps.customers.put(TENANT, { name: 'Contoso', partnerId: '314160' });

        expect(await codeOf(issue(world, { partnerId: '314159' }))).toBe('partner-id-mismatch');
        expect((await issue(world)).partnerId).toBe('314160');
    });

    it('gives a new customer its partner ID, one for all who come at once', async () => {
        const world = makeWorld();

        const results = await Promise.allSettled([
            issue(world, { partnerId: '314159', adminEmail: 'a@contoso.example' }),
            issue(world, { partnerId: '314160', adminEmail: 'b@contoso.example' }),
        ]);

        const ids = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value.partnerId] : []));
        expect(ids).toEqual([(await world.deps.customers.get(TENANT))?.partnerId]);
    });

    it('does not undo what somebody says of the customer meanwhile', async () => {
        const world = makeWorld();
        const { shortLived, customers } = world.deps;
        world.deps.shortLived = {
            ...shortLived,
            countMail: async (...args) => {
                await customers.put(TENANT, { name: 'Contoso', contactEmail: ADMIN, partnerId: '314159' });
                return await shortLived.countMail(...args);
            },
        };

        await issue(world, { partnerId: '314159' });

        expect(await world.deps.customers.get(TENANT)).toMatchObject({ name: 'Contoso', contactEmail: ADMIN });
    });

    it('is the only live one for its subscription and admin, however many come at once', async () => {
        const world = makeWorld();

        const codes = await Promise.all(Array.from({ length: 5 }, () => codeOf(issue(world))));

        expect(codes.sort()).toEqual(['invite-exists', 'invite-exists', 'invite-exists', 'invite-exists', 'none']);
        const { id } = await world.only();
        await expect(issue(world, { adminEmail: ADMIN.toUpperCase() })).rejects.toMatchObject({
            extra: { inviteId: id },
        });
    });

    it('goes to one address ten times a day, resends among them', async () => {
        const world = makeWorld();
        const { id } = await issue(world);
        for (let n = 0; n < 9; n += 1) await resendInvite(world.deps, id, quiet);

        await expect(resendInvite(world.deps, id, quiet)).rejects.toMatchObject({
            code: 'mail-limit',
            extra: { retryAfterSeconds: 19 * 60 * 60 },
        });
        expect((await world.only()).generation).toBe(10);
        world.clock.at += 19 * 60 * 60 * 1000;
        expect((await resendInvite(world.deps, id, quiet)).generation).toBe(11);
    });
});

describe('an idempotency key', () => {
    const once = (world: World, over: Partial<InviteRequest> = {}) =>
        issueInviteOnce(world.deps, 'key', { ...REQUEST, ...over }, quiet);

    it('leads to one invite and one mail, however often and at once it comes', async () => {
        const world = makeWorld();

        const invites = await Promise.all(Array.from({ length: 5 }, () => once(world)));
        await world.settle();
        const later = await once(world);

        expect(new Set([...invites, later].map(({ id }) => id))).toEqual(new Set([(await world.only()).id]));
        expect(world.mailsSent()).toEqual({ invite: 1 });
    });

    it('is for one request, in whatever order its fields come', async () => {
        const world = makeWorld();
        const { id } = await once(world, { note: 'a', locale: 'en' });
        const turned = { locale: 'en', note: 'a', adminEmail: ADMIN, subscriptionId: SUBSCRIPTION };

        expect((await issueInviteOnce(world.deps, 'key', turned, quiet)).id).toBe(id);
        expect(await codeOf(once(world, { note: 'b', locale: 'en' }))).toBe('idempotency-mismatch');
    });
});

describe('a decision', () => {
    async function sent(): Promise<World> {
        const world = makeWorld();
        await issue(world);
        await world.settle();
        return world;
    }
    const linkOf = async (world: World) => world.linkOf(await world.only());

    it.each([
        ['another subscription in its path', { subscriptionId: 'c0000000-0000-4000-8000-0000000000a2' }],
        ['another partner ID in its path', { partnerId: '314160' }],
        ['no token', { token: '' }],
        ['a token of nobody', { token: `${'A'.repeat(22)}.k1.${'A'.repeat(43)}` }],
    ])('is nobody’s by a link with %s', async (_what, over) => {
        const world = await sent();
        const link = { ...(await linkOf(world)), ...over };

        const before = await world.only();
        expect(await codeOf(openLink(world.deps, link))).toBe('link-gone');
        expect(await codeOf(savePartner(world.deps, link, quiet))).toBe('link-gone');
        expect(await codeOf(declinePartner(world.deps, link, quiet))).toBe('link-gone');
        expect(await world.only()).toEqual(before);
    });

    it('is not changed by looking', async () => {
        const world = await sent();
        const before = await world.raw.invites.get(
            (await world.only()).id.charAt(0),
            `invite|${(await world.only()).id}`,
        );

        for (let n = 0; n < 5; n += 1) await openLink(world.deps, await linkOf(world));

        const { id } = await world.only();
        expect(await world.raw.invites.get(id.charAt(0), `invite|${id}`)).toEqual(before);
    });

    it('to decline is told to the partner once, and can be thought better of', async () => {
        const world = await sent();
        const link = await linkOf(world);

        await declinePartner(world.deps, link, quiet);
        await declinePartner(world.deps, link, quiet);
        await world.settle();
        expect((await world.only()).status).toBe('declined');
        expect(world.mailsSent()).toEqual({ invite: 1, 'outcome-partner': 1 });
        await savePartner(world.deps, link, quiet);
        await world.settle();

        expect((await world.only()).status).toBe('attached');
    });

    it('to save stands, whatever is pressed afterwards', async () => {
        const world = await sent();
        const link = await linkOf(world);
        await savePartner(world.deps, link, quiet);

        expect((await declinePartner(world.deps, link, quiet)).status).toBe('confirmed');
        expect(await openLink(world.deps, link)).toMatchObject({ kind: 'decided' });
        expect(await codeOf(revokeInvite(world.deps, (await world.only()).id))).toBe('invalid-state');
        expect(await codeOf(retryInvite(world.deps, (await world.only()).id, quiet))).toBe('invalid-state');
    });

    it('to save and to take back at once is one of the two', async () => {
        const world = await sent();
        const link = await linkOf(world);
        const { id } = await world.only();

        const codes = await Promise.all([
            codeOf(savePartner(world.deps, link, quiet)),
            codeOf(revokeInvite(world.deps, id)),
        ]);
        await world.settle();

        const { status } = await world.only();
        expect([
            ['attached', 'none', 'invalid-state'],
            ['revoked', 'link-gone', 'none'],
        ]).toContainEqual([status, ...codes]);
    });

    it('to save what was declined goes on beside an invite that came meanwhile', async () => {
        const world = await sent();
        const link = await linkOf(world);
        await declinePartner(world.deps, link, quiet);
        const second = await issue(world);

        await savePartner(world.deps, link, quiet);
        await savePartner(world.deps, world.linkOf(second), quiet);
        await world.settle();

        expect((await world.allInvites()).map(({ status }) => status)).toEqual(['attached', 'attached']);
        expect(world.azure.written).toHaveLength(1);
        expect(await world.wrongIndexRows()).toEqual([]);
    });
});
