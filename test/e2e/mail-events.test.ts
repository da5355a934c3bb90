import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import {
    decline,
    eventsOf,
    mailedInvite,
    openLink,
    readInvite,
    save,
    whenStatus,
    type MailedInvite,
} from '../support/e2e-link.ts';
import { makeTenants, startQuietStack } from '../support/e2e-stack.ts';
import { everyRow, whenQuiet } from '../support/e2e-tables.ts';
import { inviteAndSave, whenEnded } from '../support/stack-flow.ts';
import { call } from '../support/stack-http.ts';
import { waitFor, type Answer, type Stack } from '../support/stack.ts';

/** A call of the webhook as the mail service made it, and what was said to it. */
const hookCall = z.object({
    request: z.object({ headers: z.record(z.string(), z.string()), body: z.string() }),
    response: z.object({ status: z.int(), body: z.string() }),
});
type HookCall = z.infer<typeof hookCall>;

describe('what SendGrid tells of a mail afterwards', () => {
    let stack: Stack;
    const subscriptions: string[] = [];
    beforeAll(async () => {
        stack = await startQuietStack();
        const made = await makeTenants(stack, 16, 1);
        subscriptions.push(...made.flatMap(({ subscriptionIds }) => subscriptionIds));
    }, 60_000);
    afterAll(() => stack.remove());
    beforeEach(() => whenQuiet(stack));

    const order = (): { subscriptionId: string; adminEmail: string } => {
        const subscriptionId = subscriptions.shift();
        if (subscriptionId === undefined) throw new Error('Every made subscription has been used.');
        return { subscriptionId, adminEmail: `admin${subscriptions.length}@customer.example` };
    };
    const hook = async () => `${(await stack.run()).functions}/api/mail-events`;
    /** The ID of a mail about an invite, once it is in the inbox. */
    const mailOf = (inviteId: string, kind: string): Promise<string> =>
        waitFor(
            `the ${kind} mail`,
            async () =>
                (await stack.inbox()).find(
                    ({ customArgs }) => customArgs.inviteId === inviteId && customArgs.mailKind === kind,
                )?.id,
        );
    const tell = async (
        events: Record<string, unknown>[],
        { url, timestamp }: { url?: string; timestamp?: number } = {},
    ): Promise<HookCall> => {
        const { mail } = await stack.run();
        const { body } = await call('POST', `${mail}/_sim/events`, {
            body: { url: url ?? (await hook()), events, timestamp },
        });
        return hookCall.parse(body);
    };
    /** A signed request that has not reached the app. */
    const intercepted = async (events: Record<string, unknown>[], timestamp: number): Promise<HookCall> => {
        const elsewhere = createServer((incoming, answer) => {
            incoming.resume().on('end', () => answer.end());
        });
        await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
        const { port } = elsewhere.address() as AddressInfo;
        try {
            return await tell(events, { url: `http://127.0.0.1:${port}/`, timestamp });
        } finally {
            elsewhere.close();
            elsewhere.closeAllConnections();
        }
    };
    /** The same bytes once more, or others under the same signature. */
    const again = async ({ request: { headers } }: HookCall, body: string): Promise<Answer> =>
        call('POST', await hook(), { body, headers });
    const ended = async (): Promise<MailedInvite> => {
        const link = await mailedInvite(stack, order());
        await save(stack, link);
        await whenEnded(stack, link.id);
        await whenQuiet(stack);
        return link;
    };

    it.each([['bounce'], ['dropped']])(
        'a %s of the invite’s mail makes it undeliverable, says why, and its link dies',
        async (event) => {
            const link = await mailedInvite(stack, order());

            const { response } = await tell([
                { messageId: await mailOf(link.id, 'invite'), event, reason: '550 no such\r\nuser <script>' },
            ]);

            expect(response.status).toBeLessThan(300);
            const { status, nextStep, timeline } = await readInvite(stack, link.id);
            expect(status).toBe('undeliverable');
            expect(nextStep).toMatch(/check the address/);
            expect(timeline).toContainEqual(
                expect.objectContaining({ event: 'undeliverable', detail: '550 no such user <script>' }),
            );
            expect((await openLink(stack, link)).status).toBe(410);
        },
    );

    it.each([['delivered'], ['deferred'], ['spamreport']])('a %s is noted and changes no status', async (event) => {
        const link = await mailedInvite(stack, order());

        await tell([{ messageId: await mailOf(link.id, 'invite'), event }]);

        expect((await readInvite(stack, link.id)).status).toBe('sent');
        expect(await eventsOf(stack, link.id)).toHaveLength(3);
        expect((await openLink(stack, link)).status).toBe(200);
    });

    it.each([['open'], ['click'], ['processed']])('a %s is passed over: machines open mails as well', async (event) => {
        const link = await mailedInvite(stack, order());

        const { response } = await tell([{ messageId: await mailOf(link.id, 'invite'), event }]);

        expect(response.status).toBeLessThan(300);
        expect(await eventsOf(stack, link.id)).toEqual(['issued', 'sent']);
    });

    it('a bounce that comes after Save takes nothing back', async () => {
        const link = await ended();

        await tell([{ messageId: await mailOf(link.id, 'invite'), event: 'bounce' }]);

        expect((await readInvite(stack, link.id)).status).toBe('attached');
        expect(await eventsOf(stack, link.id)).toContain('invite-mail-bounced');
    });

    it('a bounce that comes after Decline takes nothing back, and the link stays open', async () => {
        const link = await mailedInvite(stack, order());
        await decline(stack, link);

        await tell([{ messageId: await mailOf(link.id, 'invite'), event: 'bounce' }]);

        expect((await readInvite(stack, link.id)).status).toBe('declined');
        expect((await openLink(stack, link)).status).toBe(200);
    });

    it('a bounce of a mail whose link was replaced says nothing of the new one', async () => {
        const link = await mailedInvite(stack, order());
        const first = await mailOf(link.id, 'invite');
        await stack.api('POST', `/api/invites/${link.id}/resend`);
        await whenStatus(stack, link.id, 'sent');
        await whenQuiet(stack);

        await tell([{ messageId: first, event: 'bounce' }]);

        expect((await readInvite(stack, link.id)).status).toBe('sent');
    });

    it('a bounce of an outcome mail is not one of the invite', async () => {
        const link = await ended();

        await tell([{ messageId: await mailOf(link.id, 'outcome-admin'), event: 'bounce' }]);

        expect((await readInvite(stack, link.id)).status).toBe('attached');
        const events = await eventsOf(stack, link.id);
        expect(events).toContain('outcome-admin-mail-bounced');
        expect(events).not.toContain('undeliverable');
    });

    it('counts an event once, however often it comes, alone or twice in a batch', async () => {
        const link = await mailedInvite(stack, order());
        const messageId = await mailOf(link.id, 'invite');
        const sg_event_id = 'one-and-the-same';

        const first = await tell([
            { messageId, event: 'delivered', sg_event_id },
            { messageId, event: 'delivered', sg_event_id },
        ]);
        const before = await everyRow(stack);
        const second = await again(first, first.request.body);

        expect(second.status).toBe(first.response.status);
        expect((await eventsOf(stack, link.id)).filter((event) => event === 'invite-mail-delivered')).toHaveLength(1);
        expect(await everyRow(stack)).toEqual(before);
    });

    it('passes over events of mails that are none of ours', async () => {
        const link = await mailedInvite(stack, order());
        const messageId = await mailOf(link.id, 'invite');
        const stranger = { messageId, event: 'bounce', inviteId: '0aaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa' };

        const { response } = await tell([
            stranger,
            { ...stranger, inviteId: 'nonsense' },
            { ...stranger, mailKind: 'newsletter' },
            { ...stranger, inviteId: link.id, generation: '1; drop' },
        ]);

        expect(response.status).toBeLessThan(300);
        expect((await readInvite(stack, link.id)).status).toBe('sent');
    });

    describe('by somebody who', () => {
        let signed: HookCall;
        let link: MailedInvite;
        beforeAll(async () => {
            link = await mailedInvite(stack, order());
            await whenQuiet(stack);
            signed = await tell([{ messageId: await mailOf(link.id, 'invite'), event: 'delivered' }]);
        }, 60_000);
        const forged = (): string => signed.request.body.replace('"delivered"', '"bounce"');
        const SIGNATURE = 'x-twilio-email-event-webhook-signature';
        const TIMESTAMP = 'x-twilio-email-event-webhook-timestamp';

        it.each<[string, () => { body: string; headers: Record<string, string> }]>([
            ['changes the body', () => ({ body: forged(), headers: signed.request.headers })],
            [
                'changes the line ends alone',
                () => ({ body: signed.request.body.trimEnd(), headers: signed.request.headers }),
            ],
            [
                'changes the time',
                () => ({
                    body: signed.request.body,
                    headers: {
                        ...signed.request.headers,
                        [TIMESTAMP]: String(Number(signed.request.headers[TIMESTAMP]) + 1),
                    },
                }),
            ],
            [
                'has no signature',
                () => ({
                    body: forged(),
                    headers: {
                        'content-type': 'application/json',
                        [TIMESTAMP]: signed.request.headers[TIMESTAMP] ?? '',
                    },
                }),
            ],
            [
                'has no time',
                () => ({
                    body: forged(),
                    headers: {
                        'content-type': 'application/json',
                        [SIGNATURE]: signed.request.headers[SIGNATURE] ?? '',
                    },
                }),
            ],
            [
                'makes a signature up',
                () => ({ body: forged(), headers: { ...signed.request.headers, [SIGNATURE]: 'bm9uc2Vuc2U=' } }),
            ],
        ])('%s: 401, and nothing changes', async (_who, make) => {
            const before = await everyRow(stack);
            const { body, headers } = make();

            const answer = await call('POST', await hook(), { body, headers });

            expect(answer).toMatchObject({ status: 401, body: { code: 'unauthorised' } });
            expect(await everyRow(stack)).toEqual(before);
        });

        it.each([
            ['eleven minutes old', -11 * 60],
            ['eleven minutes ahead', 11 * 60],
        ])('comes with a signature that is %s: 401, and nothing changes', async (_what, seconds) => {
            const before = await everyRow(stack);
            const timestamp = Math.floor(Date.now() / 1000) + seconds;

            const late = await intercepted(
                [{ messageId: await mailOf(link.id, 'invite'), event: 'bounce' }],
                timestamp,
            );

            const answer = await again(late, late.request.body);

            expect(answer).toMatchObject({ status: 401, body: { code: 'unauthorised' } });
            expect(await everyRow(stack)).toEqual(before);
        });

        it('sends a body in chunks, which arrives empty: a problem that says so, and nothing changes', async () => {
            const before = await everyRow(stack);
            const url = await hook();

            const answer = await new Promise<{ status: number; body: string }>((resolve, reject) => {
                const outgoing = request(url, { method: 'POST', headers: signed.request.headers }, (incoming) => {
                    const parts: Buffer[] = [];
                    incoming.on('data', (part: Buffer) => parts.push(part));
                    incoming.on('end', () =>
                        resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(parts).toString() }),
                    );
                });
                outgoing.on('error', reject);
                outgoing.write(signed.request.body);
                outgoing.end();
            });

            expect(answer.status).toBe(400);
            expect(JSON.parse(answer.body)).toMatchObject({ code: 'empty-body' });
            expect(await everyRow(stack)).toEqual(before);
        });
    });

    it('has held nothing else up: an invite made afterwards comes to its end', async () => {
        expect((await inviteAndSave(stack, order())).status).toBe('attached');
    });

    it('has spoken to Microsoft and SendGrid as their documents say', async () => {
        expect(await stack.stop()).toBe(0);
    });
});
