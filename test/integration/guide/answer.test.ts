import { inviteTable } from '../../../shared/adapters/tables/invites.ts';
import { closeForErasure } from '../../../shared/domain/invite-retention.ts';
import { expire, resend, revoke } from '../../../shared/domain/invite-transitions.ts';
import type { GuidedInvite } from '../../../shared/domain/invite.ts';
import { lapse } from '../../../shared/domain/products/said-transitions.ts';
import { saidState } from '../../../shared/domain/products/said.ts';
import { GUIDE_ANSWERS } from '../../../shared/use-cases/guide/answer-guide.ts';
import { openGuide } from '../../../shared/use-cases/guide/open-guide.ts';
import type { CrashMoment } from '../../support/fuse.ts';
import { memoryTable } from '../../support/memory-table.ts';
import { newInvite } from '../../unit/domain/invites.ts';
import { makeWorld, TENANT } from './world.ts';
import type { World } from './world.ts';

const gone = { code: 'link-gone' };
const told = ({ mails }: GuidedInvite) =>
    mails.flatMap(({ kind, outcome }) => (kind === 'outcome-partner' ? [outcome?.said ?? outcome?.status] : []));
const events = ({ timeline }: GuidedInvite): string[] => timeline.map(({ event }) => event);
const stateOf = async (world: World, invite: GuidedInvite) =>
    (await openGuide(world.deps, world.linkOf(await world.read(invite)))).state;

describe('what a customer says on the guide page', () => {
    it('is recorded by whom and when, told to the partner, and shown by the same link', async () => {
        const world = makeWorld();
        const invite = await world.issued();

        await world.answer(world.linkOf(invite), 'added');

        const after = await world.read(invite);
        expect(after).toMatchObject({
            status: 'attested',
            said: { at: '2026-11-21T05:00:00.000Z', by: 'admin@contoso.example', askAt: '2027-11-21T05:00:00.000Z' },
        });
        expect(told(after)).toEqual(['added']);
        expect(world.mailQueue.accepted.map(({ body }) => body.mail)).toEqual(['outcome-partner-1']);
        expect(await stateOf(world, invite)).toBe('said');
    });

    it.each(GUIDE_ANSWERS)('is said once where the button is pressed twice: %s', async (answer) => {
        const world = makeWorld();
        const invite = await world.issued();
        const link = world.linkOf(invite);
        await world.answer(link, answer);
        const first = await world.stored(invite.id);
        world.clock.at += 1_000;

        await world.answer(link, answer);

        expect(await world.stored(invite.id)).toEqual(first);
        expect(world.mailQueue.accepted.length).toBe(['added', 'decline'].includes(answer) ? 1 : 0);
    });

    it('is said once where it is pressed twice at the same time', async () => {
        const world = makeWorld();
        const invite = await world.issued();

        await Promise.all([1, 2, 3].map(() => world.answer(world.linkOf(invite), 'added')));

        expect(events(await world.read(invite))).toEqual(['issued', 'attested']);
        expect(world.mailQueue.accepted).toHaveLength(1);
    });

    it('changes nothing but the timeline where it is not now', async () => {
        const world = makeWorld();
        const invite = await world.issued();

        await world.answer(world.linkOf(invite), 'later');

        const { timeline, ...after } = await world.read(invite);
        expect({ ...after, timeline: invite.timeline }).toEqual(invite);
        expect(timeline.map(({ event }) => event)).toEqual(['issued', 'not-now']);
        expect(await stateOf(world, invite)).toBe('open');
    });

    it('can be thought better of after a no, for seven days', async () => {
        const world = makeWorld();
        const [yes, no] = [await world.issued(), await world.issued({ product: 'intune' })];
        for (const invite of [yes, no]) await world.answer(world.linkOf(invite), 'decline');
        world.pass(6.9);

        await world.answer(world.linkOf(yes), 'added');
        world.pass(0.2);

        expect((await world.read(yes)).status).toBe('attested');
        await expect(world.answer(world.linkOf(no), 'added')).rejects.toMatchObject(gone);
        expect((await world.read(no)).status).toBe('declined');
    });

    it('is taken back by the same link, and the partner is told', async () => {
        const world = makeWorld();
        const invite = await world.issued();
        await world.answer(world.linkOf(invite), 'added');

        await world.answer(world.linkOf(invite), 'gone');

        const after = await world.read(invite);
        expect(after).toMatchObject({ status: 'removed', said: { askAt: null } });
        expect(told(after)).toEqual(['added', 'gone']);
        expect(await stateOf(world, invite)).toBe('gone');
    });

    it.each(['decline', 'later'] as const)('does not undo a yes by a page that was left open: %s', async (answer) => {
        const world = makeWorld();
        const invite = await world.issued();
        await world.answer(world.linkOf(invite), 'added');
        const before = await world.stored(invite.id);

        await world.answer(world.linkOf(invite), answer);

        expect(await world.stored(invite.id)).toEqual(before);
    });

    it.each<CrashMoment>(['before', 'after'])(
        'comes to the same where the process dies %s any call takes effect',
        async (moment) => {
            const undisturbed = makeWorld();
            const first = await undisturbed.issued();
            await undisturbed.answer(undisturbed.linkOf(first), 'added');

            for (let call = 1; call <= undisturbed.fuse.calls; call += 1) {
                const world = makeWorld();
                const invite = await world.issued();
                world.fuse.dieAt(call, moment);
                await world.persist(() => world.answer(world.linkOf(invite), 'added'));
                const after = await world.read(invite);
                expect({ call, deaths: world.fuse.deaths, status: after.status, told: told(after) }).toEqual({
                    ...{ call, deaths: 1, status: 'attested', told: ['added'] },
                });
                // Where the message was not sent any more, the row says that it is due.
                expect(after.mails.find(({ kind }) => kind === 'outcome-partner')?.state).toBe('queued');
            }
            expect(undisturbed.fuse.calls).toBeGreaterThanOrEqual(3);
        },
    );
});

describe('what is asked again', () => {
    it('counts for another year where it is still so, and nobody is told what they know', async () => {
        const world = makeWorld();
        const invite = await world.askedAgain();
        expect(await stateOf(world, invite)).toBe('asked-again');

        await world.answer(world.linkOf(invite), 'added');

        const after = await world.read(invite);
        expect(after.said).toMatchObject({ at: '2027-11-22T05:00:00.000Z', askAt: '2028-11-21T05:00:00.000Z' });
        expect(events(after).at(-1)).toBe('attested-again');
        expect(told(after)).toEqual(['added']);
        expect(await stateOf(world, invite)).toBe('said');
    });

    it('is taken back where it is not', async () => {
        const world = makeWorld();
        const invite = await world.askedAgain();

        await world.answer(world.linkOf(invite), 'gone');

        const after = await world.read(invite);
        expect(after.status).toBe('removed');
        expect(told(after)).toEqual(['added', 'gone']);
    });

    it('stands as it was where it is declined or left for later', async () => {
        const world = makeWorld();
        const invite = await world.askedAgain();

        await world.answer(world.linkOf(invite), 'decline');
        await world.answer(world.linkOf(invite), 'later');

        const after = await world.read(invite);
        expect({ status: after.status, said: after.said }).toEqual({ status: 'attested', said: invite.said });
        expect(events(after).slice(-2)).toEqual(['asked-again', 'not-now']);
    });

    it('cannot be answered any more once the time is over', async () => {
        const world = makeWorld();
        const invite = await world.askedAgain();
        world.pass(31);
        await world.change(invite, (current) => lapse(current, world.clock.now(), true));

        for (const answer of GUIDE_ANSWERS) {
            await expect(world.answer(world.linkOf(invite), answer)).rejects.toMatchObject(gone);
        }

        const { said } = await world.read(invite);
        expect(said && saidState(said)).toBe('lapsed');
    });

    it('is not answered by the link of the year before', async () => {
        const world = makeWorld();
        const first = await world.issued();
        const old = world.linkOf(first);
        await world.answer(old, 'added');
        const again = await world.askedAgain({ product: 'ems' });
        const before = await world.stored(again.id);
        const oldOfIt = world.linkOf({ ...again, generation: 1, seed: 's'.repeat(32) });

        await expect(world.answer(oldOfIt, 'gone')).rejects.toMatchObject(gone);

        expect(await world.stored(again.id)).toEqual(before);
    });
});

describe('a link to a guide page that is not good', () => {
    const ends: [string, (world: World, invite: GuidedInvite) => Promise<void>][] = [
        ['revoked', (world, invite) => world.change(invite, (current) => revoke(current, world.clock.now()))],
        [
            'past its time',
            (world) => {
                world.pass(15);
                return Promise.resolve();
            },
        ],
        [
            'expired',
            (world, invite) => {
                world.pass(15);
                return world.change(invite, (current) => expire(current, world.clock.now(), true));
            },
        ],
        [
            'sent again by another link',
            (world, invite) => world.change(invite, (current) => resend(current, 'z'.repeat(32), world.clock.now())),
        ],
        [
            'erased',
            (world, invite) =>
                world.change(invite, (current) => closeForErasure(current, current.seed, world.clock.now())),
        ],
    ];

    it.each(ends)('leads nowhere and changes nothing: %s', async (_which, end) => {
        const world = makeWorld();
        const invite = await world.issued();
        const link = world.linkOf(invite);
        await end(world, invite);
        const before = await world.stored(invite.id);

        await expect(openGuide(world.deps, link)).rejects.toMatchObject(gone);
        for (const answer of GUIDE_ANSWERS) await expect(world.answer(link, answer)).rejects.toMatchObject(gone);

        expect(await world.stored(invite.id)).toEqual(before);
    });

    it('leads nowhere with another invite’s token, a manage token, or one that was tampered with', async () => {
        const world = makeWorld();
        const [invite, other] = [await world.issued(), await world.issued({ product: 'intune' })];
        const { token } = world.linkOf(invite);
        const wrong = [
            { inviteId: invite.id, token: world.linkOf(other).token },
            { inviteId: other.id, token },
            { inviteId: invite.id, token: `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}` },
            { inviteId: invite.id, token: '' },
            { inviteId: 'none', token },
            { inviteId: '', token: '..' },
        ];

        for (const link of wrong) {
            await expect(openGuide(world.deps, link)).rejects.toMatchObject(gone);
            await expect(world.answer(link, 'added')).rejects.toMatchObject(gone);
        }

        expect((await world.read(invite)).status).toBe('issued');
        expect((await openGuide(world.deps, { inviteId: invite.id.toUpperCase(), token })).state).toBe('open');
    });

    it('leads nowhere where the invite is about an Azure subscription', async () => {
        const world = makeWorld();
        const invites = inviteTable(memoryTable());
        const azure = newInvite({ id: invites.newId(newInvite()), tenantId: TENANT });
        await world.keep(azure);

        await expect(openGuide(world.deps, world.linkOf(azure))).rejects.toMatchObject(gone);
        await expect(world.answer(world.linkOf(azure), 'added')).rejects.toMatchObject(gone);
    });
});
