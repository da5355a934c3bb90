import { attestLink } from '../../../shared/use-cases/invites/attest.ts';
import { declinePartner, savePartner } from '../../../shared/use-cases/invites/decide.ts';
import { issueInvite } from '../../../shared/use-cases/invites/issue-invite.ts';
import { revokeInvite } from '../../../shared/use-cases/invites/manage-invite.ts';
import { openLink } from '../../../shared/use-cases/invites/open-link.ts';
import type { CrashMoment } from '../../support/fuse.ts';
import { makeWorld, PARTNER_MAIL, quiet, REQUEST, SUBSCRIPTION, TENANT } from './world.ts';
import type { World } from './world.ts';

async function mailed(): Promise<World> {
    const world = makeWorld('signin');
    await issueInvite(world.deps, REQUEST, quiet);
    await world.settle();
    return world;
}

const attest = async (world: World, how: 'guest' | 'directory' = 'guest') =>
    attestLink(world.deps, world.linkOf(await world.only()), how, quiet);

const attested = async (world: World) =>
    (await world.deps.customers.knownSubscriptions(TENANT)).attested.get(SUBSCRIPTION);

describe('I have linked it', () => {
    it.each(['guest', 'directory'] as const)(
        'is recorded with its date (%s) and told to the partner alone',
        async (how) => {
            const world = await mailed();
            const at = world.clock.now().toISOString();

            await attest(world, how);
            await world.settle();

            const { status, timeline, attach } = await world.only();
            expect({ status, attach }).toEqual({ status: 'attested', attach: null });
            expect(timeline.find(({ event }) => event === 'attested')?.detail).toContain(how);
            expect(await attested(world)).toEqual({ at, how });
            expect(world.mailsSent()).toEqual({ invite: 1, 'outcome-partner': 1 });
            expect(world.mailer.sent.at(-1)?.to).toEqual([PARTNER_MAIL]);
            expect(world.azure.written).toEqual([]);
        },
    );

    it('consumes the link, and pressed again says nothing new', async () => {
        const world = await mailed();
        await attest(world);
        const said = await attested(world);
        world.clock.at += 60_000;

        const again = await attest(world, 'directory');
        await world.settle();

        expect(again.status).toBe('attested');
        expect(await attested(world)).toEqual(said);
        expect(world.mailsSent()).toEqual({ invite: 1, 'outcome-partner': 1 });
        await expect(openLink(world.deps, world.linkOf(await world.only()))).resolves.toMatchObject({
            kind: 'decided',
        });
    });

    it('stands for second thoughts after a decline', async () => {
        const world = await mailed();
        await declinePartner(world.deps, world.linkOf(await world.only()), quiet);

        expect((await attest(world)).status).toBe('attested');
    });

    it('changes nothing once it was saved', async () => {
        const world = await mailed();
        await savePartner(world.deps, world.linkOf(await world.only()), quiet);

        const invite = await attest(world);

        expect(invite.status).toBe('confirmed');
        expect(await attested(world)).toBeUndefined();
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
    ])('records nothing for a link that is %s', async (_what, end) => {
        const world = await mailed();
        const link = world.linkOf(await world.only());
        await end(world);

        await expect(attestLink(world.deps, link, 'guest', quiet)).rejects.toMatchObject({ code: 'link-gone' });

        expect(await attested(world)).toBeUndefined();
    });

    it.each<CrashMoment>(['before', 'after'])(
        'comes to the same end where the process dies %s any call takes effect',
        async (moment) => {
            const tell = async (world: World) => {
                await world.persist(() => attest(world));
                await world.settle();
            };
            const undisturbed = await mailed();
            const before = undisturbed.fuse.calls;
            await tell(undisturbed);

            for (let call = 1; call <= undisturbed.fuse.calls - before; call += 1) {
                const world = await mailed();
                world.fuse.dieAt(call, moment);
                await tell(world);
                const end = { call, status: (await world.only()).status, said: (await attested(world))?.how };
                expect(end).toEqual({ call, status: 'attested', said: 'guest' });
                expect(world.mailsSent()['outcome-partner']).toBeGreaterThanOrEqual(1);
                expect(await world.wrongIndexRows()).toEqual([]);
            }
        },
        120_000,
    );
});
