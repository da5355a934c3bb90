import { declinePartner } from '../../../shared/use-cases/invites/decide.ts';
import { checkAccess } from '../../../shared/use-cases/invites/check-access.ts';
import type { CheckedAccess } from '../../../shared/use-cases/invites/check-access.ts';
import { issueInvite } from '../../../shared/use-cases/invites/issue-invite.ts';
import { resendInvite, revokeInvite } from '../../../shared/use-cases/invites/manage-invite.ts';
import { AzureError } from '../../../shared/ports/azure.ts';
import type { HeldRole } from '../../../shared/ports/azure.ts';
import { READER, SUPPORT } from '../../support/memory-azure.ts';
import { eligibleAt } from '../../support/memory-partner-azure.ts';
import type { CrashMoment } from '../../support/fuse.ts';
import { makeWorld, quiet, REQUEST, SUBSCRIPTION, TENANT } from './world.ts';
import type { World } from './world.ts';

const HOME = 'fc000000-0000-4000-8000-000000000001';
const scope = `/subscriptions/${SUBSCRIPTION}`;
const reader: HeldRole = { roleDefinitionId: READER, scope };
const support: HeldRole = { roleDefinitionId: SUPPORT, scope };

/** What our service principal holds; null where it is not in the tenant. */
const hold = (world: World, roles: HeldRole[] | null): void => {
    const tenant = world.azure.tenants.get(TENANT);
    if (tenant === undefined) throw new Error('no tenant');
    tenant.roles = roles;
};

/** An invite whose mail went out while our principal held these roles. */
async function mailed(roles: HeldRole[] | null, world = makeWorld('signin')): Promise<World> {
    hold(world, roles);
    await issueInvite(world.deps, REQUEST, quiet);
    await world.settle();
    return world;
}

const check = async (world: World): Promise<CheckedAccess> =>
    checkAccess(world.deps, world.linkOf(await world.only()), quiet);

describe('whether access is there before an invite’s mail goes out', () => {
    it.each<[string, HeldRole[] | null, HeldRole[], boolean]>([
        ['a role that counts is held', [support], [], true],
        ['the application is not there', null, [], false],
        ['no role is held', [], [], false],
        ['Reader alone is held', [reader], [], false],
        ['a role that counts is delegated', null, [support, reader], true],
        ['Reader alone is delegated', null, [reader], false],
    ])('is noted: %s', async (_what, roles, delegated, there) => {
        const world = makeWorld('signin');
        if (delegated.length > 0) world.azure.delegated.set(SUBSCRIPTION, delegated);

        await mailed(roles, world);

        expect((await world.only()).accessBefore).toBe(there);
        expect(world.mailsSent()).toEqual({ invite: 1 });
    });

    it('is in the row before the mail service is asked', async () => {
        const world = makeWorld('signin');
        const noted: unknown[] = [];
        world.deps.mailer = {
            ...world.mailer,
            send: async () => {
                noted.push((await world.only()).accessBefore);
                return { kind: 'accepted' };
            },
        };

        await mailed([], world);

        expect(noted).toEqual([false]);
    });

    it.each([
        ['Azure is away', new AzureError('unavailable', 'no answer')],
        ['Azure wants to be left alone', new AzureError('throttled', '429', { retryAfterMs: 600_000 })],
        ['the answer is a new one', new AzureError('unexpected', '418')],
    ])('stays unknown, and the mail goes out all the same, where %s', async (_what, error) => {
        const world = makeWorld('signin');
        world.azure.before = (question) => {
            if (question.startsWith('heldRoles') || question.startsWith('subscription')) throw error;
        };

        await issueInvite(world.deps, REQUEST, quiet);
        await world.deliver();

        expect((await world.only()).accessBefore).toBeNull();
        expect(world.mailsSent()).toEqual({ invite: 1 });
    });

    it('stays unknown where a delegation cannot be looked into', async () => {
        const world = makeWorld('signin');
        world.azure.delegated.set(SUBSCRIPTION, [support]);
        world.azure.before = (question) => {
            if (question.startsWith('delegatedRoles')) throw new AzureError('forbidden', '403', { status: 403 });
        };

        await mailed(null, world);

        expect((await world.only()).accessBefore).toBeNull();
    });

    it('is not asked while Azure wants to be left alone', async () => {
        const world = makeWorld('signin');
        await world.deps.locks.holdUntil(TENANT, new Date(world.clock.at + 600_000));
        await issueInvite(world.deps, REQUEST, quiet);
        world.azure.asked.length = 0;

        await world.deliver();

        expect(world.azure.asked).toEqual([]);
        expect(world.mailsSent()).toEqual({ invite: 1 });
    });

    it('stays as it was noted for every later mail', async () => {
        const world = await mailed([]);
        hold(world, [support]);

        await resendInvite(world.deps, (await world.only()).id, quiet);
        await world.settle();

        expect(await world.only()).toMatchObject({ accessBefore: false, generation: 2 });
    });
});

describe('Check now', () => {
    it.each<[string, (world: World) => void]>([
        ['a role was given', (world) => hold(world, [eligibleAt(SUBSCRIPTION)])],
        ['the subscription was delegated', (world) => world.azure.delegated.set(SUBSCRIPTION, [support, reader])],
    ])('goes on to the attach where %s since the mail went out', async (_what, give) => {
        const world = await mailed(null);
        give(world);

        const checked = await check(world);
        await world.settle();

        expect(checked.kind).toBe('saved');
        expect((await world.only()).status).toBe('attached');
        expect((await world.only()).timeline.map(({ event }) => event)).toContain('access-found');
        expect(world.azure.written).toHaveLength(1);
    });

    it.each([true, null])('asks for a sign-in where access was there before, or may have been (%s)', async (before) => {
        const world = makeWorld('signin');
        if (before === null) await world.deps.locks.holdUntil(TENANT, new Date(world.clock.at + 60_000));
        await issueInvite(world.deps, REQUEST, quiet);
        await world.settle();
        world.clock.at += 120_000;

        const checked = await check(world);
        await world.settle();

        const { accessBefore, status, consumedGeneration, attach } = await world.only();
        expect({ kind: checked.kind, accessBefore, status, consumedGeneration, attach }).toEqual({
            ...{ kind: 'sign-in-needed', accessBefore: before, status: 'sent' },
            ...{ consumedGeneration: null, attach: null },
        });
        expect(world.azure.written).toEqual([]);
    });

    it('goes on where the mailbox is enough, whenever access was given', async () => {
        const world = await mailed([support], makeWorld('email'));

        const checked = await check(world);
        await world.settle();

        expect(checked.kind).toBe('saved');
        expect((await world.only()).status).toBe('attached');
    });

    it.each<[string, HeldRole[] | null, HeldRole[] | undefined, string, string]>([
        ['nothing', null, undefined, 'missing', 'none'],
        ['the application alone', [], undefined, 'no-role', 'none'],
        ['Reader alone', [reader], [reader], 'no-role', 'no-role'],
    ])('says what is missing, and changes nothing, where there is %s', async (...facts) => {
        const [, roles, delegated, application, delegation] = facts;
        const world = await mailed(null);
        hold(world, roles);
        if (delegated !== undefined) world.azure.delegated.set(SUBSCRIPTION, delegated);
        const before = await world.only();

        const checked = await check(world);

        expect(checked).toMatchObject({ kind: 'not-there', access: { application, delegation } });
        expect(await world.only()).toEqual(before);
        expect(world.broker.waiting()).toEqual([]);
    });

    it.each([TENANT, HOME])(
        'is not available while Azure wants to be left alone in %s, and waits as told',
        async (tenant) => {
            const world = await mailed(null);
            world.azure.before = (question) => {
                if (question.endsWith(tenant)) throw new AzureError('throttled', '429', { retryAfterMs: 30_000 });
            };
            const before = await world.only();
            world.azure.asked.length = 0;

            await expect(check(world)).rejects.toMatchObject({ code: 'unavailable' });
            await expect(check(world)).rejects.toMatchObject({ code: 'unavailable' });

            expect(world.azure.asked.filter((question) => question.endsWith(tenant))).toHaveLength(1);
            expect(await world.only()).toEqual(before);
        },
    );

    it('is not available while Azure is away', async () => {
        const world = await mailed(null);
        world.azure.before = () => {
            throw new AzureError('unavailable', 'no answer');
        };

        await expect(check(world)).rejects.toMatchObject({ code: 'unavailable' });
    });

    it('pressed twice, and at once, is one yes', async () => {
        const world = await mailed([]);
        hold(world, [support]);

        const pressed = await Promise.all([check(world), check(world)]);
        const again = await check(world);
        await world.settle();

        expect([...pressed, again].map(({ kind }) => kind)).toEqual(['saved', 'saved', 'saved']);
        const events = (await world.only()).timeline.map(({ event }) => event);
        expect(events.filter((event) => event === 'confirmed')).toHaveLength(1);
        expect(world.azure.written).toHaveLength(1);
    });

    it('stands for second thoughts after a decline', async () => {
        const world = await mailed([]);
        hold(world, [support]);
        await declinePartner(world.deps, world.linkOf(await world.only()), quiet);

        expect((await check(world)).kind).toBe('saved');
    });

    it.each<[string, (world: World) => Promise<unknown>]>([
        ['revoked', async (world) => revokeInvite(world.deps, (await world.only()).id)],
        [
            'expired',
            (world) => {
                world.clock.at += 15 * 24 * 60 * 60_000;
                return Promise.resolve();
            },
        ],
    ])('does nothing for a link that is %s, and asks Azure nothing', async (_what, end) => {
        const world = await mailed([]);
        hold(world, [support]);
        const link = world.linkOf(await world.only());
        await end(world);
        world.azure.asked.length = 0;

        await expect(checkAccess(world.deps, link, quiet)).rejects.toMatchObject({ code: 'link-gone' });

        expect(world.azure.asked).toEqual([]);
    });

    it('does nothing for a link that a resend made old, while it looks', async () => {
        const world = await mailed([]);
        hold(world, [support]);
        const { id } = await world.only();
        const link = world.linkOf(await world.only());
        const azure = {
            tenant: (tenantId: string) => {
                const access = world.azure.tenant(tenantId);
                const heldRoles = async (...asked: Parameters<typeof access.heldRoles>) => {
                    await resendInvite(world.deps, id, quiet);
                    return access.heldRoles(...asked);
                };
                return { ...access, heldRoles };
            },
        };

        await expect(checkAccess({ ...world.deps, azure }, link, quiet)).rejects.toMatchObject({ code: 'link-gone' });

        expect((await world.only()).status).toBe('issued');
    });

    it.each<CrashMoment>(['before', 'after'])(
        'comes to the same end where the process dies %s any call takes effect',
        async (moment) => {
            const tell = async (world: World) => {
                await world.persist(() => check(world));
                await world.settle();
            };
            const prepared = async () => {
                const world = await mailed([]);
                hold(world, [support]);
                return world;
            };
            const undisturbed = await prepared();
            const before = undisturbed.fuse.calls;
            await tell(undisturbed);

            for (let call = 1; call <= undisturbed.fuse.calls - before; call += 1) {
                const world = await prepared();
                world.fuse.dieAt(call, moment);
                await tell(world);
                expect({ call, deaths: world.fuse.deaths, status: (await world.only()).status }).toEqual({
                    ...{ call, deaths: 1, status: 'attached' },
                });
                expect(world.azure.written).toHaveLength(1);
            }
        },
        120_000,
    );
});
