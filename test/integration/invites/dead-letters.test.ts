import { issueInvite } from '../../../shared/use-cases/invites/issue-invite.ts';
import { savePartner } from '../../../shared/use-cases/invites/decide.ts';
import { retryDeadLetter } from '../../../shared/use-cases/dead-letters/manage-dead-letters.ts';
import { revokeInvite } from '../../../shared/use-cases/invites/manage-invite.ts';
import { AzureError } from '../../../shared/ports/azure.ts';
import type { CrashMoment } from '../../support/fuse.ts';
import { makeWorld, quiet, REQUEST, TENANT } from './world.ts';
import type { World } from './world.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

async function refusedInvite(world: World): Promise<void> {
    world.mailer.answer = () => ({ kind: 'refused', detail: 'SendGrid answered 400 about content.' });
    await world.persist(async () => {
        const [there] = await world.allInvites();
        return there ?? (await issueInvite(world.deps, REQUEST, quiet));
    });
    await world.settle();
}

async function savedInvite(world: World): Promise<void> {
    await issueInvite(world.deps, REQUEST, quiet);
    await world.settle();
    await savePartner(world.deps, world.linkOf(await world.only()), quiet);
}

const onLink = (world: World, error: () => Error) => {
    world.azure.before = (question) => {
        if (question.startsWith('link ')) throw error();
    };
};

describe('what can never be done', () => {
    it('is kept with its reason where the mail service refuses the mail, and asked no more than it is delivered', async () => {
        const world = makeWorld();

        await refusedInvite(world);

        expect(await world.deadLetters()).toMatchObject([
            {
                queue: 'outbound-mail',
                reason: 'mail-refused',
                detail: 'SendGrid answered 400 about content.',
                about: { mail: 'invite-1' },
            },
        ]);
        expect((await world.only()).mails).toMatchObject([{ state: 'failed' }]);
        expect(world.mailer.asked.count).toBe(1);
    });

    it('is no dead letter where the address is refused: the invite says so', async () => {
        const world = makeWorld();
        world.mailer.answer = () => ({ kind: 'bad-address', detail: 'SendGrid answered 400 about to.' });

        await issueInvite(world.deps, REQUEST, quiet);
        await world.settle();

        expect((await world.only()).status).toBe('undeliverable');
        expect(await world.deadLetters()).toEqual([]);
    });

    it('ends the invite where something unforeseen happens each time', async () => {
        const world = makeWorld();
        await savedInvite(world);
        onLink(world, () => new AzureError('unexpected', 'reading the link: 418 Teapot', { status: 418 }));

        await world.settle();

        expect(await world.only()).toMatchObject({ status: 'failed', attach: null });
        expect(await world.deadLetters()).toMatchObject([
            { queue: 'attach-requests', reason: 'bug', detail: 'reading the link: 418 Teapot' },
        ]);
        expect(world.mailsSent()).toEqual({ invite: 1, 'outcome-admin': 1, 'outcome-partner': 1 });
    });

    it('does not end the invite where something unforeseen happens once', async () => {
        const world = makeWorld();
        await savedInvite(world);
        let times = 0;
        onLink(world, () => {
            times += 1;
            if (times > 1) world.azure.before = () => undefined;
            return new AzureError('unexpected', 'reading the link: 418 Teapot', { status: 418 });
        });

        await world.settle();

        expect((await world.only()).status).toBe('attached');
        expect(await world.deadLetters()).toEqual([]);
    });

    it('is a mail that cannot be composed', async () => {
        const world = makeWorld();
        world.deps.composer = {
            compose: () => {
                throw new Error('no words');
            },
        };

        await issueInvite(world.deps, REQUEST, quiet);
        await world.settle();

        expect(await world.deadLetters()).toMatchObject([
            { queue: 'outbound-mail', reason: 'bug', detail: 'no words' },
        ]);
        expect((await world.only()).mails).toMatchObject([{ state: 'failed' }]);
    });

    it('is given up after a day of waiting: the attach', async () => {
        const world = makeWorld();
        await savedInvite(world);
        const begun = world.clock.at;
        onLink(world, () => new AzureError('unavailable', 'reading the link: 503'));

        await world.settle(2 * 24 * 60);

        expect(world.clock.at - begun).toBeGreaterThanOrEqual(DAY_MS);
        expect(world.clock.at - begun).toBeLessThan(DAY_MS + 10 * 60_000);
        const invite = await world.only();
        expect(invite.status).toBe('failed');
        expect(invite.nextStep).toContain('could not be reached for a day');
        expect(await world.deadLetters()).toMatchObject([{ queue: 'attach-requests', reason: 'gave-up' }]);
    });

    it('is given up after a day of waiting: the mail', async () => {
        const world = makeWorld();
        world.mailer.answer = () => ({ kind: 'later', detail: 'SendGrid answered 401.' });

        await issueInvite(world.deps, REQUEST, quiet);
        await world.settle(2 * 24 * 60);

        expect((await world.only()).mails).toMatchObject([{ state: 'failed' }]);
        const [letter, ...others] = await world.deadLetters();
        expect(others).toEqual([]);
        expect(letter).toMatchObject({ queue: 'outbound-mail', reason: 'gave-up' });
        expect(letter?.detail).toContain('SendGrid answered 401.');
    });

    it('is a message about an invite that is not there', async () => {
        const world = makeWorld();
        world.broker.inject('attach-requests', { inviteId: 'no-such', generation: 1, attempt: 1 }, 'a');
        world.broker.inject('outbound-mail', { inviteId: 'no-such', mail: 'invite-1', attempt: 1 }, 'b');

        await world.settle();

        const letters = await world.deadLetters();
        expect(letters.map(({ queue, reason }) => [queue, reason]).sort()).toEqual([
            ['attach-requests', 'unknown-invite'],
            ['outbound-mail', 'unknown-invite'],
        ]);
    });

    it.each(['text', 42, null, { deliveryCount: 77, messageId: 'x', enqueuedTimeUtc: '1970-01-01T00:00:00.000Z' }])(
        'is a message that is none of ours: %j',
        async (body) => {
            const world = makeWorld();
            world.broker.inject('attach-requests', body, 'garbage');

            await world.settle();

            expect(await world.deadLetters()).toMatchObject([{ reason: 'invalid-message', about: null }]);
            expect((await world.deadLetters())[0]?.deadLetteredAt).toBe('2026-11-21T05:00:00.000Z');
        },
    );
});

describe('a dead letter', () => {
    it('is done again: the mail goes out once', async () => {
        const world = makeWorld();
        await refusedInvite(world);
        world.mailer.answer = () => ({ kind: 'accepted' });
        const [letter] = await world.deadLetters();

        await retryDeadLetter(world.deps, letter?.id ?? '', quiet);
        await world.settle();

        expect((await world.only()).status).toBe('sent');
        expect(world.mailsSent()).toEqual({ invite: 1 });
        await expect(retryDeadLetter(world.deps, letter?.id ?? '', quiet)).rejects.toMatchObject({
            code: 'not-retryable',
        });
    });

    it('is not done again where nobody needs the mail any more', async () => {
        const world = makeWorld();
        await refusedInvite(world);
        world.mailer.answer = () => ({ kind: 'accepted' });
        await revokeInvite(world.deps, (await world.only()).id);
        const [letter] = await world.deadLetters();

        await expect(retryDeadLetter(world.deps, letter?.id ?? '', quiet)).rejects.toMatchObject({
            code: 'not-retryable',
        });
        await world.settle();

        expect(world.mailsSent()).toEqual({});
    });

    it.each(['', 'd/../x', "d' or 1 eq 1", 'x#?', 'd0000000000000-0000000000000000'])(
        'is not found by what is no ID of one: %s',
        async (id) => {
            await expect(retryDeadLetter(makeWorld().deps, id, quiet)).rejects.toMatchObject({ code: 'not-found' });
        },
    );
});

describe('when the process dies while something is given up', () => {
    it.each<CrashMoment>(['before', 'after'])(
        'there is one dead letter all the same, and the mail waits for nobody: it died %s the call took effect',
        async (moment) => {
            const undisturbed = makeWorld();
            await refusedInvite(undisturbed);

            for (let call = 1; call <= undisturbed.fuse.calls; call += 1) {
                const world = makeWorld();
                world.fuse.dieAt(call, moment);
                await refusedInvite(world);

                expect(world.fuse.deaths).toBe(1);
                const letters = await world.deadLetters();
                expect({ call, reasons: letters.map(({ reason }) => reason) }).toEqual({
                    call,
                    reasons: ['mail-refused'],
                });
                expect((await world.only()).mails).toMatchObject([{ state: 'failed' }]);
                expect(await world.wrongIndexRows()).toEqual([]);
            }
        },
        60_000,
    );

    it.each<CrashMoment>(['before', 'after'])(
        'the attach has failed once, and both sides are told: it died %s the call took effect',
        async (moment) => {
            const broken = async (): Promise<World> => {
                const world = makeWorld();
                await savedInvite(world);
                onLink(world, () => new AzureError('unexpected', 'reading the link: 418 Teapot'));
                return world;
            };
            const undisturbed = await broken();
            const before = undisturbed.fuse.calls;
            await undisturbed.settle();

            for (let call = 1; call <= undisturbed.fuse.calls - before; call += 1) {
                const world = await broken();
                world.fuse.dieAt(call, moment);
                await world.settle();

                expect(world.fuse.deaths).toBe(1);
                const { status, outcomes } = await world.only();
                expect({ call, status, outcomes }).toEqual({ call, status: 'failed', outcomes: 1 });
                expect(await world.deadLetters()).toHaveLength(1);
                expect(world.mailsSent()).toMatchObject({ 'outcome-admin': expect.any(Number) as number });
                expect(world.mailer.sent.length).toBeLessThanOrEqual(4);
                expect(world.azure.written).not.toContain(`PUT ${TENANT} 314159`);
            }
        },
        60_000,
    );
});
