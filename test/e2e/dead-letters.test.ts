import { QUEUES, sendRaw } from '../support/e2e-broker.ts';
import { deadLetters, retryDeadLetter, whenDeadLetters } from '../support/e2e-dead-letters.ts';
import { eventsOf, mailedInvite, readInvite, save, whenStatus } from '../support/e2e-link.ts';
import { makeTenants, startQuietStack } from '../support/e2e-stack.ts';
import { rowsOf, whenQuiet } from '../support/e2e-tables.ts';
import { audit, invite, inviteAndSave, whenEnded } from '../support/stack-flow.ts';
import { waitFor, type Stack } from '../support/stack.ts';

const NOBODY = '0aaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa';

/** Messages in the right form about what does not exist. */
const STRAYS = {
    'outbound-mail': { inviteId: NOBODY, mail: 'invite-1', attempt: 1 },
    'attach-requests': { inviteId: NOBODY, generation: 1, attempt: 1 },
    'audit-tenants': { runId: NOBODY, tenantId: NOBODY, attempt: 1 },
};

const GARBAGE: [string, unknown][] = [
    ['text', 'once upon a time'],
    ['bytes', Buffer.from([0, 255, 254, 1, 2, 3])],
    ['a number', 42],
    ['metadata in the place of a message', { deliveryCount: 77, messageId: 'x' }],
    ['a list', [1, 2]],
    ['an empty object', {}],
    ['a message with more than it should have', { ...STRAYS['outbound-mail'], token: 'x' }],
    ['a message of another time', { inviteId: NOBODY, mail: 'invite-1', attempt: 0 }],
];

describe('messages that cannot be done', () => {
    let stack: Stack;
    const subscriptions: string[] = [];
    beforeAll(async () => {
        stack = await startQuietStack();
        const made = await makeTenants(stack, 12, 1);
        subscriptions.push(...made.flatMap(({ subscriptionIds }) => subscriptionIds));
    }, 60_000);
    afterAll(() => stack.remove());
    beforeEach(() => stack.clearFaults('mail'));

    const next = (): { subscriptionId: string; adminEmail: string } => {
        const subscriptionId = subscriptions.shift();
        if (subscriptionId === undefined) throw new Error('Every made subscription has been used.');
        return { subscriptionId, adminEmail: `admin${subscriptions.length}@customer.example` };
    };

    describe.each(QUEUES)('garbage on %s', (queue) => {
        const lettersBefore = async () => (await deadLetters(stack)).filter((letter) => letter.queue === queue).length;

        it('is dead-lettered with a reason, piece by piece, and holds nothing up', async () => {
            const before = await lettersBefore();

            await sendRaw(
                stack,
                queue,
                GARBAGE.map(([what, body]) => ({ body, messageId: `${queue} ${what}` })),
            );
            const { status } = await inviteAndSave(stack, next());
            const letters = await whenDeadLetters(stack, queue, before + GARBAGE.length);

            expect(status).toBe('attached');
            expect(letters).toHaveLength(before + GARBAGE.length);
            for (const letter of letters) {
                expect(letter).toMatchObject({ queue, reason: 'invalid-message', about: null, retriedAt: null });
                expect(await retryDeadLetter(stack, letter)).toMatchObject({
                    status: 409,
                    body: { code: 'not-retryable' },
                });
            }
        }, 90_000);

        it('of the right form is told from what the app has sent', async () => {
            const before = await lettersBefore();
            const body = STRAYS[queue];

            await sendRaw(stack, queue, [{ body, messageId: `stray:${queue}` }]);
            const [letter, ...rest] = await whenDeadLetters(stack, queue, before + 1);

            expect(rest).toHaveLength(before);
            expect(letter).toMatchObject({
                messageId: `stray:${queue}`,
                reason: expect.stringMatching(/^unknown-/) as string,
                detail: expect.stringMatching(/there is no|has no/i) as string,
                about: expect.objectContaining(
                    queue === 'audit-tenants' ? { runId: NOBODY, tenantId: NOBODY } : { inviteId: NOBODY },
                ) as unknown,
            });
        }, 90_000);
    });

    it('counts an audit that a stray message spoke of not at all', async () => {
        const { tenants } = await audit(stack);

        expect(tenants).toMatchObject({ failed: 0 });
        expect(tenants.done).toBe(tenants.expected);
    });

    describe('a mail that SendGrid refuses for another reason than the address', () => {
        it('is dead-lettered once, is still to be sent, and is sent when it is done again', async () => {
            const order = next();
            await stack.fault('mail', { path: '/v3/mail/send', status: 400, code: 'content', times: 1 });
            const before = (await deadLetters(stack)).length;

            const { id } = await invite(stack, order);
            const letters = await whenDeadLetters(stack, 'outbound-mail', 1);
            const letter = await waitFor('its dead letter', async () =>
                (await deadLetters(stack)).find(({ about }) => about?.inviteId === id),
            );
            const refused = await readInvite(stack, id);
            const unsent = (await stack.inbox()).filter(({ to }) => to === order.adminEmail);
            const retried = await retryDeadLetter(stack, letter);
            await whenStatus(stack, id, 'sent');
            const again = await retryDeadLetter(stack, letter);

            expect(letters.length).toBeGreaterThan(0);
            expect(letter).toMatchObject({
                queue: 'outbound-mail',
                reason: 'mail-refused',
                detail: 'SendGrid answered 400 about content.',
                about: { inviteId: id, mail: 'invite-1' },
            });
            expect(refused.status).toBe('issued');
            expect(unsent).toEqual([]);
            expect(retried).toMatchObject({
                status: 202,
                body: { id: letter.id, retriedAt: expect.any(String) as string },
            });
            expect(again).toMatchObject({ status: 409, body: { code: 'not-retryable' } });
            expect((await stack.inbox()).filter(({ to }) => to === order.adminEmail)).toHaveLength(1);
            expect(await deadLetters(stack)).toHaveLength(before + 1);
        }, 90_000);

        it.each<[string, (id: string) => Promise<unknown>, string]>([
            ['was sent again since', (id) => stack.api('POST', `/api/invites/${id}/resend`), 'sent'],
            ['was revoked since', (id) => stack.api('DELETE', `/api/invites/${id}`), 'revoked'],
        ])(
            'cannot be done again where the invite %s: 409, and no mail leads nowhere',
            async (_what, change, status) => {
                const order = next();
                await stack.fault('mail', { path: '/v3/mail/send', status: 400, code: 'content', times: 1 });
                const { id } = await invite(stack, order);
                const letter = await waitFor('its dead letter', async () =>
                    (await deadLetters(stack)).find(({ about }) => about?.inviteId === id),
                );
                await change(id);
                await whenStatus(stack, id, status);
                await whenQuiet(stack);
                const mails = (await stack.inbox()).length;

                const retried = await retryDeadLetter(stack, letter);
                await whenQuiet(stack);

                expect(retried).toMatchObject({ status: 409, body: { code: 'not-retryable' } });
                expect(await stack.inbox()).toHaveLength(mails);
            },
            90_000,
        );
    });

    it('an address that SendGrid refuses makes the invite undeliverable, and no dead letter', async () => {
        await stack.fault('mail', { path: '/v3/mail/send', status: 400, times: 1 });
        const before = await deadLetters(stack);

        const { id } = await invite(stack, next());
        const ended = await whenEnded(stack, id);
        await whenQuiet(stack);

        expect(ended).toMatchObject({ status: 'undeliverable', nextStep: expect.any(String) as string });
        expect(await deadLetters(stack)).toEqual(before);
    });

    it('a refused key is waited out: the mail goes out in the end, and nothing is dead-lettered', async () => {
        const order = next();
        const before = await deadLetters(stack);
        await stack.fault('mail', { path: '/v3/mail/send', status: 401, times: 2 });
        await stack.forgetRequests('mail');

        const { id } = await mailedInvite(stack, order);

        const answers = (await stack.requests('mail')).map(({ status }) => status);
        expect(answers).toEqual([401, 401, 202]);
        expect(await eventsOf(stack, id)).toEqual(['issued', 'sent']);
        expect(await deadLetters(stack)).toEqual(before);
    }, 90_000);

    it('a message that comes twice, late, or for an invite that is done, is no dead letter and does nothing', async () => {
        const order = next();
        const link = await mailedInvite(stack, order);
        await save(stack, link);
        await whenEnded(stack, link.id);
        await whenQuiet(stack);
        const before = await deadLetters(stack);
        const rows = await rowsOf(stack, 'invites');
        const mails = (await stack.inbox()).length;

        await sendRaw(stack, 'outbound-mail', [
            { body: { inviteId: link.id, mail: 'invite-1', attempt: 1 }, messageId: 'late-mail' },
        ]);
        await sendRaw(stack, 'attach-requests', [
            { body: { inviteId: link.id, generation: 1, attempt: 1 }, messageId: 'late-attach' },
        ]);
        // Behind them in the queues: when this one is done, so are they.
        await inviteAndSave(stack, next());
        await whenQuiet(stack);

        const own = (row: { rowKey: string }) => row.rowKey.includes(link.id);
        expect((await rowsOf(stack, 'invites')).filter(own)).toEqual(rows.filter(own));
        expect(await stack.inbox()).toHaveLength(mails + 3);
        expect(await deadLetters(stack)).toEqual(before);
    }, 60_000);

    it('has spoken to Microsoft and SendGrid as their documents say', async () => {
        expect(await stack.stop()).toBe(0);
    });
});
