import { declinePartner, savePartner } from '../../../shared/use-cases/invites/decide.ts';
import { issueInvite } from '../../../shared/use-cases/invites/issue-invite.ts';
import { resendInvite, revokeInvite } from '../../../shared/use-cases/invites/manage-invite.ts';
import { openLink } from '../../../shared/use-cases/invites/open-link.ts';
import { sweep } from '../../../shared/use-cases/sweep.ts';
import { takeMailEvents } from '../../../shared/use-cases/mail/take-mail-events.ts';
import type { MailEvent } from '../../../shared/use-cases/mail/take-mail-events.ts';
import { makeWorld, quiet, REQUEST } from './world.ts';
import type { World } from './world.ts';

const HOUR_MS = 60 * 60 * 1000;
const later = { kind: 'later', detail: 'SendGrid answered 503.' } as const;
const accepted = { kind: 'accepted' } as const;

async function issued(world = makeWorld()): Promise<World> {
    await issueInvite(world.deps, REQUEST, quiet);
    return world;
}

async function sent(): Promise<World> {
    const world = await issued();
    await world.settle();
    return world;
}

describe('an invite mail', () => {
    it('waits as long as the mail service says', async () => {
        const world = await issued();
        world.mailer.answer = () => ({ ...later, retryAfterMs: 10 * 60_000 });
        await world.deliver();
        world.mailer.answer = () => accepted;
        const [message] = world.broker.waiting();

        expect((message?.notBefore ?? 0) - world.clock.at).toBeGreaterThanOrEqual(10 * 60_000);
        await world.settle();
        expect(world.mailsSent()).toEqual({ invite: 1 });
        expect(world.mailer.asked.count).toBe(2);
    });

    it('delivered twice at once goes out once', async () => {
        const world = await issued();

        await world.broker.deliverTwice();
        await world.settle();

        expect(world.mailsSent()).toEqual({ invite: 1 });
        expect((await world.only()).status).toBe('sent');
    });

    it.each([
        ['revoked', (world: World, id: string) => revokeInvite(world.deps, id)],
        ['declined', async (world: World) => declinePartner(world.deps, world.linkOf(await world.only()), quiet)],
        ['confirmed', async (world: World) => savePartner(world.deps, world.linkOf(await world.only()), quiet)],
    ])('that is waiting does not go out once the invite is %s', async (_what, change) => {
        const world = await issued();
        const { id } = await world.only();
        // While the mail is in the hands of the function that sends it.
        world.deps.mailer = {
            ...world.mailer,
            send: async () => {
                await change(world, id);
                world.deps.mailer = world.mailer;
                return later;
            },
        };

        await world.settle();

        expect(world.mailsSent().invite).toBeUndefined();
        expect((await world.only()).mails[0]).toMatchObject({ kind: 'invite', state: 'cancelled' });
    });

    it('after a resend holds the new link alone, and the old one is dead', async () => {
        const world = await sent();
        const old = world.linkOf(await world.only());

        await resendInvite(world.deps, (await world.only()).id, quiet);
        await world.settle();

        await expect(openLink(world.deps, old)).rejects.toMatchObject({ code: 'link-gone' });
        await expect(savePartner(world.deps, old, quiet)).rejects.toMatchObject({ code: 'link-gone' });
        const [first, second] = world.mailer.sent.map(({ text }) => /t=([\w.-]+)/.exec(text)?.[1]);
        expect(first).toBe(old.token);
        expect(second).toBe(world.linkOf(await world.only()).token);
        expect(second).not.toBe(first);
        expect(world.mailsSent()).toEqual({ invite: 2 });
    });

    it('is sent by the sweep where the broker could not be reached', async () => {
        const world = makeWorld();
        const queue = world.deps.mailQueue;
        world.deps.mailQueue = { send: () => Promise.reject(new Error('no broker')) };
        await issued(world);
        expect(world.broker.waiting()).toEqual([]);

        world.deps.mailQueue = queue;
        await world.settle();

        expect(world.mailsSent()).toEqual({ invite: 1 });
    });
});

describe('the sweep', () => {
    it('expires what was not used in time, and its link is dead', async () => {
        const world = await sent();
        const link = world.linkOf(await world.only());
        world.clock.at = Date.parse((await world.only()).expiresAt) - 1;
        await expect(openLink(world.deps, link)).resolves.toMatchObject({ kind: 'open' });

        world.clock.at += 1;
        await expect(openLink(world.deps, link)).rejects.toMatchObject({ code: 'link-gone' });
        await expect(savePartner(world.deps, link, quiet)).rejects.toMatchObject({ code: 'link-gone' });
        world.clock.at += 61_000;
        await world.sweepOnce();

        expect((await world.only()).status).toBe('expired');
        expect(await world.wrongIndexRows()).toEqual([]);
    });

    it('lets a second invite take the place of one that is past its time before it came by', async () => {
        const world = await sent();
        world.clock.at = Date.parse((await world.only()).expiresAt) + 1;

        await issued(world);

        const statuses = (await world.allInvites()).map(({ status }) => status);
        expect(statuses).toEqual(['issued', 'expired']);
        expect(await world.wrongIndexRows()).toEqual([]);
    });

    it('goes on with the others where one row cannot be read', async () => {
        const world = makeWorld();
        await issued(world);
        world.broker.lose();
        const broken = 'a0000000-0000-4000-8000-00000000dead';
        await world.raw.invites.insert({ partitionKey: 'a', rowKey: `invite|${broken}`, id: broken });
        await world.raw.invites.insert({
            partitionKey: 'a',
            rowKey: `due|2026-11-21T04:00:00.000Z|attach|${broken}`,
            inviteId: broken,
        });
        const errors: string[] = [];
        world.clock.at += HOUR_MS;

        const { swept } = await sweep(world.deps, { ...quiet, error: (message) => errors.push(message) });

        expect(swept).toBe(1);
        expect(errors).toHaveLength(1);
        expect(world.broker.waiting()).toHaveLength(1);
    });
});

describe('what the mail service tells of a mail', () => {
    const event = (invite: { id: string }, over: Partial<MailEvent> = {}): MailEvent => ({
        id: 'event-1',
        at: new Date('2026-11-21T05:10:00.000Z'),
        kind: 'bounced',
        about: { inviteId: invite.id, mailKind: 'invite', generation: 1 },
        reason: '550 no such user',
        ...over,
    });

    it('makes an invite undeliverable that bounced, once', async () => {
        const world = await sent();
        const bounce = event(await world.only());

        await takeMailEvents(world.deps, [bounce, bounce]);
        const after = await world.only();
        await takeMailEvents(world.deps, [{ ...bounce, id: 'the same under another ID' }]);

        expect(after.status).toBe('undeliverable');
        expect(after.timeline.filter(({ event: name }) => name === 'invite-mail-bounced')).toHaveLength(1);
        expect(await world.only()).toEqual(after);
    });

    it.each([
        ['a bounce of an outcome mail', { about: { mailKind: 'outcome-admin', generation: 1 } }],
        ['a bounce of an earlier mail', { about: { mailKind: 'invite', generation: 0 } }],
        ['a mail that is deferred', { kind: 'deferred' }],
        ['a mail that is blocked for now', { kind: 'blocked' }],
        ['a mail that arrived', { kind: 'delivered' }],
    ] as const)(
        '%s changes no status',
        async (_what, { about, ...over }: { about?: object; kind?: MailEvent['kind'] }) => {
            const world = await sent();
            const told = event(await world.only(), over);

            await takeMailEvents(world.deps, [{ ...told, about: { ...told.about, ...about } }]);

            expect((await world.only()).status).toBe('sent');
        },
    );

    it('changes nothing once somebody has saved', async () => {
        const world = await sent();
        const bounce = event(await world.only());
        await savePartner(world.deps, world.linkOf(await world.only()), quiet);

        await takeMailEvents(world.deps, [bounce]);
        await world.settle();

        expect((await world.only()).status).toBe('attached');
    });

    it('is passed over where it is about no invite of ours', async () => {
        const world = await sent();

        await takeMailEvents(world.deps, [event({ id: 'f0000000-0000-4000-8000-000000000999' })]);

        expect((await world.only()).status).toBe('sent');
    });
});
