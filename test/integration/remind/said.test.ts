import { saidState } from '../../../shared/domain/products/said.ts';
import { openGuide } from '../../../shared/use-cases/guide/open-guide.ts';
import { askOfTenant } from '../../../shared/use-cases/invites/ask-of-tenant.ts';
import { resendInvite } from '../../../shared/use-cases/invites/manage-invite.ts';
import { sendReminders } from '../../../shared/use-cases/remind/remind.ts';
import { DAY_MS, makeWorld, OTHER_ADMIN, quiet, TENANT } from './said-world.ts';

const stateOf = ({ said }: { said: Parameters<typeof saidState>[0] | null }) => said && saidState(said);

describe('what a customer said that it did by hand', () => {
    it('is asked again once a year later, however often the timer runs, with a link that leads to the page', async () => {
        const world = makeWorld();
        const before = await world.said();
        world.clock.at = Date.parse(before.said?.askAt ?? '') - 1;
        expect(await sendReminders(world.deps, quiet)).toEqual({ reminded: 0, askedAgain: 0 });

        world.clock.at += 1;
        const runs = await Promise.all([sendReminders(world.deps, quiet), sendReminders(world.deps, quiet)]);
        await world.deliver();
        await world.passDays(1);

        expect(Date.parse(before.said?.askAt ?? '') - Date.parse(before.said?.at ?? '')).toBe(365 * DAY_MS);
        expect(runs.map(({ askedAgain }) => askedAgain).sort()).toEqual([0, 1]);
        expect(world.asking()).toEqual([{ inviteId: before.id, kind: 'ask-again', generation: 2 }]);
        const invite = await world.read(before.id);
        expect(stateOf(invite)).toBe('asked');
        expect(await openGuide(world.deps, world.linkOf(invite))).toMatchObject({ state: 'asked-again' });
        await expect(openGuide(world.deps, world.linkOf(before))).rejects.toMatchObject({ code: 'link-gone' });
        expect(await world.wrongIndexRows()).toEqual([]);
    });

    it('counts for another year where it is still so; the partner is not told again', async () => {
        const world = makeWorld();
        const { id } = await world.said();
        await world.passDays(365);

        const still = await world.answer(id, 'added');
        await world.passDays(364);
        expect(world.asking()).toHaveLength(1);
        await world.passDays(1);

        expect(stateOf(still)).toBe('current');
        expect(world.told(await world.read(id))).toEqual(['added']);
        expect(world.asking()).toHaveLength(2);
        expect(stateOf(await world.read(id))).toBe('asked');
        expect(await world.wrongIndexRows()).toEqual([]);
    });

    it('is asked again in time though somebody pressed Not now, and goes on as if they had not', async () => {
        const world = makeWorld();
        const { id } = await world.said();
        await world.passDays(365);
        const asked = await world.read(id);

        const later = await world.answer(id, 'later');
        await world.passDays(31);

        expect(later.said).toEqual(asked.said);
        expect(world.asking()).toHaveLength(1);
        expect(stateOf(await world.read(id))).toBe('lapsed');
    });

    it('is removed where it is not so any more, and the partner is told', async () => {
        const world = makeWorld();
        const { id } = await world.said();
        await world.passDays(365);

        const gone = await world.answer(id, 'gone');
        await world.passDays(400);

        expect(gone.status).toBe('removed');
        expect(world.told(await world.read(id))).toEqual(['added', 'gone']);
        expect(world.asking()).toHaveLength(1);
        expect(world.sent('outcome-partner')).toHaveLength(2);
        expect(await world.wrongIndexRows()).toEqual([]);
    });

    it('lapses where nobody answers in time, and the partner is told once', async () => {
        const world = makeWorld();
        const { id } = await world.said();
        await world.passDays(365);
        await world.passDays(29);
        expect(stateOf(await world.read(id))).toBe('asked');

        await world.passDays(1);
        await world.passDays(1);
        await world.passDays(400);

        const invite = await world.read(id);
        expect(stateOf(invite)).toBe('lapsed');
        expect(invite.status).toBe('attested');
        expect(world.events(invite, 'asked-again', 'lapsed')).toEqual(['asked-again', 'lapsed']);
        expect(world.told(invite)).toEqual(['added', 'lapsed']);
        expect(world.sent('outcome-partner')).toHaveLength(2);
        expect(world.asking()).toHaveLength(1);
        await expect(openGuide(world.deps, world.linkOf(invite))).rejects.toMatchObject({ code: 'link-gone' });
        expect(await world.wrongIndexRows()).toEqual([]);
    });

    it('lapses all the same where the mailbox wants no mails, and none is sent', async () => {
        const world = makeWorld();
        const before = await world.said();
        await world.optOut(before.adminEmail);

        await world.passDays(365);
        await world.passDays(31);

        const invite = await world.read(before.id);
        expect(world.asking()).toEqual([]);
        expect(world.events(invite, 'ask-again-mail-withheld', 'lapsed')).toEqual([
            'ask-again-mail-withheld',
            'lapsed',
        ]);
        expect(world.told(invite)).toEqual(['added', 'lapsed']);
    });

    it('begins anew by a resend after it lapsed', async () => {
        const world = makeWorld();
        const { id } = await world.said();
        await world.passDays(365);
        await world.passDays(31);

        await resendInvite(world.deps, id, quiet);
        await world.deliver();
        const invited = await world.read(id);
        const again = await world.answer(id, 'added');

        expect(invited.status).toBe('sent');
        expect(again).toMatchObject({ status: 'attested', said: { lapsedAt: null, asked: null } });
        expect(stateOf(again)).toBe('current');
        await world.passDays(365);
        expect(world.asking()).toHaveLength(2);
        expect(await world.wrongIndexRows()).toEqual([]);
    });
});

describe('a customer whose agreement changed', () => {
    const seenNow = (world: ReturnType<typeof makeWorld>) =>
        askOfTenant(world.deps, TENANT, world.deps.clock.now().toISOString());

    it('is asked before the year is over, of every product, and told why', async () => {
        const world = makeWorld();
        const first = await world.said();
        const second = await world.said({ product: 'intune', adminEmail: OTHER_ADMIN });
        const waiting = await world.asked({ product: 'ems' });
        await world.passDays(10);

        await seenNow(world);
        await world.tick();
        // A mailbox gets one such mail a day, and one of the two was reminded of something else.
        await world.passDays(1);

        expect(
            world
                .asking()
                .map(({ inviteId }) => inviteId)
                .sort(),
        ).toEqual([first.id, second.id].sort());
        for (const { id } of [first, second]) expect((await world.read(id)).said?.asked?.why).toBe('facts');
        expect((await world.read(waiting.id)).said).toBeNull();
        expect(await world.wrongIndexRows()).toEqual([]);
    });

    it('is asked once for each change, however often that is told', async () => {
        const world = makeWorld();
        const { id } = await world.said();
        await world.passDays(10);
        const seen = world.clock.now().toISOString();

        for (let run = 0; run < 3; run += 1) {
            await askOfTenant(world.deps, TENANT, seen);
            await world.tick();
        }
        await world.answer(id, 'added');
        await askOfTenant(world.deps, TENANT, seen);
        await world.passDays(1);
        expect(world.asking()).toHaveLength(1);

        await seenNow(world);
        await world.tick();
        expect(world.asking()).toHaveLength(2);
        expect(world.events(await world.read(id), 'facts-changed')).toHaveLength(2);
    });

    it('is asked a year after its last answer where it answered', async () => {
        const world = makeWorld();
        const { id } = await world.said();
        await world.passDays(100);
        await seenNow(world);
        await world.tick();
        await world.answer(id, 'added');

        await world.passDays(364);
        expect(world.asking()).toHaveLength(1);
        await world.passDays(1);

        expect((await world.read(id)).said?.asked?.why).toBe('time');
    });

    it('is another customer’s affair, and none of what lapsed or was taken back', async () => {
        const world = makeWorld();
        const standing = await world.said();
        const lapsed = await world.said({ product: 'intune' });
        await world.passDays(365);
        await world.passDays(1);
        await world.answer(standing.id, 'gone');
        await world.passDays(30);
        const before = [await world.read(standing.id), await world.read(lapsed.id)];

        await seenNow(world);
        await askOfTenant(world.deps, 'f0000000-0000-4000-8000-000000000001', world.clock.now().toISOString());
        await world.tick();

        expect([await world.read(standing.id), await world.read(lapsed.id)]).toEqual(before);
        expect(before.map(({ status }) => status)).toEqual(['removed', 'attested']);
    });
});
