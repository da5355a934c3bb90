import { ServiceBusClient } from '@azure/service-bus';
import { inviteAndSave, invite, whenEnded } from '../support/stack-flow.ts';
import { addTenants } from '../support/stack-tenants.ts';
import { startStack, waitFor, type Stack } from '../support/stack.ts';

interface DeadLetter {
    id: string;
    queue: string;
    reason: string;
}

const deadLetters = async (stack: Stack): Promise<DeadLetter[]> =>
    ((await stack.api('GET', '/api/dead-letters')).body as { items: DeadLetter[] }).items;

/** What goes wrong around the app: each invite has a tenant of its own, so that no trouble meets another. */
describe('when the services are in trouble', () => {
    let stack: Stack;
    const subscriptions: string[] = [];
    beforeAll(async () => {
        stack = await startStack({ env: { SWEEP_SCHEDULE: '*/2 * * * * *', SWEEP_AFTER_SECONDS: '5' } });
        const { state, made } = addTenants(await stack.armState(), 8, 1);
        await stack.setArmState(state);
        subscriptions.push(...made.flatMap(({ subscriptionIds }) => subscriptionIds));
    }, 60_000);
    afterAll(() => stack.remove());
    beforeEach(async () => {
        await stack.forgetRequests('arm');
        await stack.forgetRequests('mail');
    });

    const next = (): { subscriptionId: string; adminEmail: string } => {
        const subscriptionId = subscriptions.shift();
        if (subscriptionId === undefined) throw new Error('Every made subscription has been used.');
        return { subscriptionId, adminEmail: `admin${subscriptions.length}@customer.example` };
    };

    it('asks a throttling ARM again when it was told to, and not before', async () => {
        const seconds = 2;
        await stack.fault('arm', { path: 'ManagementPartner', retryAfterSeconds: seconds, times: 2 });

        const { status } = await inviteAndSave(stack, next());

        expect(status).toBe('attached');
        const asked = (await stack.requests('arm')).filter(({ path }) => path.includes('ManagementPartner'));
        expect(asked.slice(0, 2).map((request) => request.status)).toEqual([429, 429]);
        for (const [index, { at }] of asked.slice(0, 2).entries()) {
            const again = asked[index + 1]?.at ?? at;
            expect(new Date(again).getTime() - new Date(at).getTime()).toBeGreaterThanOrEqual(seconds * 1000 - 50);
        }
        expect(await deadLetters(stack)).toEqual([]);
    }, 60_000);

    it('waits out an ARM that is away without using up deliveries', async () => {
        await stack.fault('arm', { path: 'ManagementPartner', status: 503, times: 3 });

        const { status } = await inviteAndSave(stack, next(), 80);

        expect(status).toBe('attached');
        expect(await deadLetters(stack)).toEqual([]);
    }, 90_000);

    it.each([
        ['is away', { status: 503 }],
        ['throttles', { status: 429 }],
        ['refuses the key', { status: 401 }],
        ['drops the connection', { drop: true }],
    ])(
        'sends the mail in the end when SendGrid %s',
        async (_what, wrong) => {
            const order = next();
            const before = (await stack.inbox()).length;
            await stack.fault('mail', { path: '/v3/mail/send', ...wrong, times: 1 });

            const { id } = await invite(stack, order);
            await stack.linkTo(order.adminEmail, before);

            const sent = await waitFor('the status sent', async () => {
                const { status } = (await stack.api('GET', `/api/invites/${id}`)).body as { status: string };
                return status === 'issued' ? undefined : status;
            });
            expect(sent).toBe('sent');
            expect((await stack.inbox()).filter(({ to }) => to === order.adminEmail)).toHaveLength(1);
        },
        60_000,
    );

    it('says that an invite is undeliverable when SendGrid refuses the address', async () => {
        await stack.fault('mail', { path: '/v3/mail/send', status: 400, times: 1 });

        const { id } = await invite(stack, next());

        expect((await whenEnded(stack, id)).status).toBe('undeliverable');
    });

    it('takes a bounce from SendGrid’s signed webhook, and not from anybody else', async () => {
        const order = next();
        const before = (await stack.inbox()).length;
        const { id } = await invite(stack, order);
        await stack.linkTo(order.adminEmail, before);
        const messageId = (await stack.inbox()).find(({ to }) => to === order.adminEmail)?.id;
        const { functions, mail } = await stack.run();
        const url = `${functions}/api/mail-events`;

        const forged = await fetch(url, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify([{ event: 'bounce', inviteId: id, email: order.adminEmail }]),
        });
        const unchanged = (await stack.api('GET', `/api/invites/${id}`)).body as { status: string };
        const signed = await fetch(`${mail}/_sim/events`, {
            method: 'POST',
            body: JSON.stringify({ url, events: [{ messageId, event: 'bounce' }] }),
        });

        expect(forged.status).toBeGreaterThanOrEqual(400);
        expect(['issued', 'sent']).toContain(unchanged.status);
        expect(await signed.json()).toMatchObject({ response: { status: 200 } });
        expect((await whenEnded(stack, id)).status).toBe('undeliverable');
    });

    it.each(['outbound-mail', 'attach-requests', 'audit-tenants'])(
        'dead-letters garbage on %s with a reason, and holds nothing else up',
        async (queue) => {
            const { serviceBus } = await stack.run();
            const client = new ServiceBusClient(serviceBus);
            await client
                .createSender(queue)
                .sendMessages({ body: Buffer.from('\u0000 no JSON {'), messageId: `garbage:${queue}` });
            await client.close();

            const found = await waitFor('the dead letter', async () =>
                (await deadLetters(stack)).find((letter) => letter.queue === queue),
            );

            expect(found.reason).not.toBe('');
            expect((await stack.api('GET', '/api/health')).status).toBe(200);
        },
    );
});
