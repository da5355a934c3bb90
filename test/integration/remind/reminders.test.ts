import { declinePartner, savePartner } from '../../../shared/use-cases/invites/decide.ts';
import { resendInvite, revokeInvite } from '../../../shared/use-cases/invites/manage-invite.ts';
import { sendReminders } from '../../../shared/use-cases/remind/remind.ts';
import { takeMailEvents } from '../../../shared/use-cases/mail/take-mail-events.ts';
import { ADMIN, listening, makeWorld, PARTNER_MAIL, quiet } from './world.ts';
import type { RemindWorld } from './world.ts';

const DAY = 24;

const linkIn = (text: string): string | undefined => /\S+\/api\/confirm\/\S+/.exec(text)?.[0];

describe('a request that nobody answers', () => {
    it('is reminded of on the third and on the seventh day, by the link that it has, and not again', async () => {
        const world = makeWorld();
        await world.mailed();
        const days: number[] = [];

        for (let day = 1; day <= 13; day += 1) {
            const before = world.sent('reminder').length;
            await world.hours(DAY);
            if (world.sent('reminder').length > before) days.push(day);
        }

        expect(days).toEqual([3, 7]);
        const [invite] = world.sent('invite');
        expect(linkIn(invite?.text ?? '')).toMatch(/\?t=/);
        expect(world.sent('reminder').map(({ text }) => linkIn(text))).toEqual(
            Array(2).fill(linkIn(invite?.text ?? '')),
        );
        expect(world.sent('reminder').map(({ to }) => to)).toEqual([[ADMIN], [ADMIN]]);
        expect(await world.wrongIndexRows()).toEqual([]);
    });

    it('is reminded of neither a moment too early nor twice by two timers at once', async () => {
        const world = makeWorld();
        const { reminding } = await world.mailed();
        world.clock.at = Date.parse(reminding?.dueAt ?? '') - 1;
        expect(await sendReminders(world.deps, quiet)).toEqual({ reminded: 0, askedAgain: 0 });

        world.clock.at += 1;
        const runs = await Promise.all([sendReminders(world.deps, quiet), sendReminders(world.deps, quiet)]);
        await world.deliver();

        expect(runs.reduce((sum, { reminded }) => sum + reminded, 0)).toBe(1);
        expect(world.sent('reminder')).toHaveLength(1);
    });

    it('expires in the end, and the partner is told so once', async () => {
        const world = makeWorld();
        const { id } = await world.mailed();

        await world.hours(15 * DAY);

        expect(await world.read(id)).toMatchObject({ status: 'expired', reminders: 2 });
        expect(world.sent('outcome-partner').map(({ to, subject }) => [to, subject])).toEqual([
            [[PARTNER_MAIL], expect.stringMatching(/^Not answered: /)],
        ]);
        expect(world.sent('outcome-admin')).toEqual([]);
        expect(await world.wrongIndexRows()).toEqual([]);
    });

    it('is told to the partner as soon as a sweep comes by', async () => {
        const world = makeWorld();
        const { expiresAt } = await world.mailed();

        world.clock.at = Date.parse(expiresAt) + 61_000;
        await world.sweepOnce();
        await world.deliver();

        expect(world.sent('outcome-partner')).toHaveLength(1);
    });

    it('gets nobody told where nobody is to be told', async () => {
        const world = makeWorld();
        world.deps.partner.notify.length = 0;
        const { id } = await world.mailed();

        await world.hours(15 * DAY);

        expect((await world.read(id)).status).toBe('expired');
        expect(world.sent('outcome-partner')).toEqual([]);
    });

    it('is reminded of from the beginning after it was sent again, with the new link', async () => {
        const world = makeWorld();
        const { id } = await world.mailed();
        await world.hours(2 * DAY);

        await resendInvite(world.deps, id, quiet);
        await world.hours(3 * DAY - 1);
        expect(world.sent('reminder')).toEqual([]);
        await world.hours(1);

        const [, second] = world.sent('invite');
        expect(world.sent('reminder').map(({ text }) => linkIn(text))).toEqual([linkIn(second?.text ?? '')]);
        expect(world.sent('reminder')[0]?.about).toEqual({ inviteId: id, kind: 'reminder', generation: 2 });
    });

    it('is reminded of once where the timer was away over both days', async () => {
        const world = makeWorld();
        await world.mailed();

        world.clock.at += 8 * DAY * 3_600_000;
        await world.hours(4 * DAY);

        expect(world.sent('reminder')).toHaveLength(1);
    });

    it('is not reminded of where no day is set', async () => {
        const world = makeWorld();
        world.deps.remindAfterDays.length = 0;
        await world.mailed();

        await world.hours(10 * DAY);

        expect(world.mailsSent()).toEqual({ invite: 1 });
    });
});

describe('a request that was answered meanwhile', () => {
    it.each([
        ['saved', (world: RemindWorld, id: string) => decide(world, id, savePartner), 'attached'],
        ['declined', (world: RemindWorld, id: string) => decide(world, id, declinePartner), 'declined'],
        ['revoked', (world: RemindWorld, id: string) => revokeInvite(world.deps, id), 'revoked'],
    ])('is not reminded of: %s', async (_what, answer, status) => {
        const world = makeWorld();
        const { id } = await world.mailed();
        await world.hours(2 * DAY);

        await answer(world, id);
        await world.hours(6 * DAY);

        expect(await world.read(id)).toMatchObject({ status, reminders: 0 });
        expect(world.sent('reminder')).toEqual([]);
    });

    it('is not reminded of, even where the reminder was queued already', async () => {
        const world = makeWorld();
        const { id } = await world.mailed();
        world.clock.at += 3 * DAY * 3_600_000;
        await world.remind();
        expect((await world.read(id)).mails.at(-1)).toMatchObject({ kind: 'reminder', state: 'queued' });

        await decide(world, id, savePartner);
        await world.deliver();

        expect(world.sent('reminder')).toEqual([]);
        expect((await world.read(id)).mails).toContainEqual(
            expect.objectContaining({ kind: 'reminder', state: 'cancelled' }),
        );
    });

    const decide = async (world: RemindWorld, id: string, how: typeof savePartner) =>
        await how(world.deps, world.linkOf(await world.read(id)), quiet);
});

describe('a reminder that comes back', () => {
    it('leaves the request as it is, and no other follows', async () => {
        const world = makeWorld();
        const { id } = await world.mailed();
        await world.hours(3 * DAY);
        expect(world.sent('reminder')).toHaveLength(1);

        const about = { inviteId: id, mailKind: 'reminder', generation: 1 } as const;
        const event = { id: 'bounce', at: world.clock.now(), kind: 'bounced', about, reason: '550 full' } as const;
        await takeMailEvents(world.deps, [event]);
        await world.hours(5 * DAY);

        expect(world.sent('reminder')).toHaveLength(1);
        expect((await world.read(id)).status).toBe('sent');
    });

    it('whose address the mail service refuses leaves it as well', async () => {
        const world = makeWorld();
        const { id } = await world.mailed();
        world.mailer.answer = () => ({ kind: 'bad-address', detail: 'SendGrid answered 400.' });

        await world.hours(3 * DAY);

        expect((await world.read(id)).status).toBe('sent');
        expect((await world.read(id)).timeline.at(-1)?.event).toBe('reminder-mail-failed');
    });
});

describe('the timer', () => {
    it('goes on with the others where one row cannot be read', async () => {
        const world = makeWorld();
        const { reminding } = await world.mailed();
        const broken = 'a0000000-0000-4000-8000-00000000dead';
        const partitionKey = 'a';
        await world.raw.invites.insert({ partitionKey, rowKey: `invite|${broken}`, id: broken });
        await world.raw.invites.insert({
            partitionKey,
            rowKey: `remind|2026-11-21T04:00:00.000Z|${broken}`,
            inviteId: broken,
        });
        world.clock.at = Date.parse(reminding?.dueAt ?? '');
        const { log, lines } = listening();

        expect(await sendReminders(world.deps, log)).toEqual({ reminded: 1, askedAgain: 0 });
        expect(lines).toEqual(['not reminded', 'reminded']);
    });
});
