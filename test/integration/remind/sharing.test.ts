import { dayOf } from '../../../shared/domain/mailbox.ts';
import { savePartner } from '../../../shared/use-cases/invites/decide.ts';
import { alsoWaiting } from '../../../shared/use-cases/invites/also-waiting.ts';
import { ADMIN, ANALYTICS, ARCHIVE, makeWorld, namedIn, OTHER_ADMIN, quiet, SUBSCRIPTION } from './world.ts';
import type { RemindWorld } from './world.ts';

const DAY = 24;
const isReminder = ({ kind }: { kind: string }) => kind === 'reminder';
const THREE = [SUBSCRIPTION, ANALYTICS, ARCHIVE].sort();
const later = { kind: 'later', detail: 'SendGrid answered 503.' } as const;

/** Three subscriptions of one address, and the clock three days on. */
async function threeDue(world = makeWorld()): Promise<RemindWorld> {
    for (const subscriptionId of THREE) await world.mailed(subscriptionId);
    world.clock.at += 3 * DAY * 3_600_000;
    return world;
}

describe('several requests to one address', () => {
    it('share one reminder, which tells of all of them with a link to each', async () => {
        const world = await threeDue();

        await world.hours(2);

        const [reminder, ...more] = world.sent('reminder');
        expect(more).toEqual([]);
        expect(namedIn(reminder?.text ?? '')).toEqual(THREE);
        const links = (reminder?.text ?? '').match(/https:\S+\/api\/confirm\/\S+/g);
        const wanted = (await world.allInvites()).map((invite) => world.linkOf(invite).token);
        expect(links?.map((link) => new URL(link).searchParams.get('t')).sort()).toEqual(wanted.sort());
        for (const invite of await world.allInvites()) {
            expect(invite.mails.at(-1)).toMatchObject({ kind: 'reminder', state: 'sent' });
            expect(invite.timeline.at(-1)?.event).toBe('reminder-mail-sent');
        }
    });

    it('share the one of the second day as well', async () => {
        const world = await threeDue();

        await world.hours(6 * DAY);

        expect(world.sent('reminder')).toHaveLength(2);
        expect(world.sent('reminder').map(({ text }) => namedIn(text))).toEqual([THREE, THREE]);
        expect((await world.allInvites()).map(({ reminders }) => reminders)).toEqual([2, 2, 2]);
    });

    it('share it without the one that was answered meanwhile, whoever’s turn it was', async () => {
        const world = await threeDue();
        await world.remind();
        const [first] = world.broker.waiting();
        const id = (first?.body as { inviteId: string }).inviteId;
        const answered = await world.read(id);
        await savePartner(world.deps, world.linkOf(answered), quiet);

        await world.hours(2);

        expect(world.sent('reminder').map(({ text }) => namedIn(text))).toEqual([
            THREE.filter((subscriptionId) => subscriptionId !== answered.subscriptionId),
        ]);
    });

    it('never make it two reminders in a UTC day, on whatever hours they were asked', async () => {
        const world = makeWorld();
        for (const [subscriptionId, hours] of [
            [SUBSCRIPTION, 5],
            [ANALYTICS, 6],
            [ARCHIVE, 17],
        ] as const) {
            await world.mailed(subscriptionId);
            await world.hours(hours);
        }

        await world.hours(9 * DAY);

        expect(world.sent('reminder').length).toBeGreaterThanOrEqual(2);
        expect(new Set(world.perDay(isReminder))).toEqual(new Set([1]));
        expect((await world.allInvites()).map(({ reminders }) => reminders)).toEqual([2, 2, 2]);
    });

    it('do not go together with those of another address', async () => {
        const world = makeWorld();
        await world.mailed(SUBSCRIPTION, ADMIN);
        await world.mailed(ANALYTICS, OTHER_ADMIN);
        world.clock.at += 3 * DAY * 3_600_000;

        await world.hours(2);

        const told = world.sent('reminder').map(({ to, text }) => [to, namedIn(text)]);
        expect(told).toHaveLength(2);
        expect(told).toEqual(
            expect.arrayContaining([
                [[ADMIN], [SUBSCRIPTION]],
                [[OTHER_ADMIN], [ANALYTICS]],
            ]),
        );
    });
});

describe('the mail service', () => {
    it('that wants a reminder later gets one for all when it takes mails again', async () => {
        const world = await threeDue();
        world.mailer.answer = () => later;
        await world.hours(2);
        expect(world.sent('reminder')).toEqual([]);

        world.mailer.answer = () => ({ kind: 'accepted' });
        await world.hours(2);

        expect(world.sent('reminder').map(({ text }) => namedIn(text))).toEqual([THREE]);
    });

    it('that does not answer may have taken it: nothing more that day, and one the next', async () => {
        const world = await threeDue();
        const day = dayOf(world.clock.now());
        world.mailer.answer = () => ({ ...later, maybeTaken: true });
        await world.hours(1);
        const askedThen = world.mailer.asked.count;
        world.mailer.answer = () => ({ kind: 'accepted' });

        while (dayOf(world.clock.now()) === day) await world.hours(1);
        expect(world.mailer.asked.count).toBe(askedThen);
        await world.hours(DAY);

        expect(world.sent('reminder').length).toBeGreaterThanOrEqual(1);
        expect(new Set(world.perDay(isReminder))).toEqual(new Set([1]));
    });
});

describe('what else waits for the same mailbox', () => {
    it('is known with one read where nothing ever did', async () => {
        const world = makeWorld();
        const invite = await world.mailed();
        world.fuse.calls = 0;

        expect(await alsoWaiting(world.deps, invite)).toEqual([]);

        expect(world.fuse.calls).toBe(1);
    });

    it('is whatever is open there, oldest first, however the address is written', async () => {
        const world = makeWorld();
        const asked: string[] = [];
        for (const [subscriptionId, address] of [
            [ARCHIVE, ADMIN],
            [SUBSCRIPTION, ADMIN.toUpperCase()],
            [ANALYTICS, OTHER_ADMIN],
        ] as const) {
            asked.push((await world.mailed(subscriptionId, address)).id);
            world.clock.at += 1_000;
        }
        const invite = await world.mailed(ANALYTICS, ADMIN);

        const others = await alsoWaiting(world.deps, invite);

        expect(others.map(({ id }) => id)).toEqual(asked.slice(0, 2));
    });

    it('is not what was answered, nor what is past its time though nobody noted that', async () => {
        const world = makeWorld();
        const answered = await world.mailed(ARCHIVE);
        await world.mailed(SUBSCRIPTION);
        await savePartner(world.deps, world.linkOf(answered), quiet);
        world.clock.at += 14 * DAY * 3_600_000;
        const invite = await world.mailed(ANALYTICS);

        expect(await alsoWaiting(world.deps, invite)).toEqual([]);
    });
});
