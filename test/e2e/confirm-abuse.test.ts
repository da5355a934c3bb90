import {
    decline,
    eventsOf,
    mailedInvite,
    openLink,
    postForm,
    readInvite,
    save,
    takeApart,
    whenStatus,
} from '../support/e2e-link.ts';
import type { MailedInvite, QuickLink } from '../support/e2e-link.ts';
import { OTHER_PARTNER_ID, PARTNER_ID, PARTNER_MAIL } from '../support/e2e-samples.ts';
import { linkWrites, makeTenants, startQuietStack } from '../support/e2e-stack.ts';
import { everyRow, inviteRow, tableOf, whenQuiet } from '../support/e2e-tables.ts';
import { whenEnded } from '../support/stack-flow.ts';
import { press, submit } from '../support/stack-browser.ts';
import { waitFor, type Answer, type Stack } from '../support/stack.ts';

/** Whoever opens or presses what they should not: each test has an invite, and a tenant, of its own. */
describe('the quick link, opened and pressed by anybody and anything', () => {
    let stack: Stack;
    const fresh: { tenantId: string; subscriptionId: string }[] = [];
    beforeAll(async () => {
        stack = await startQuietStack();
        const made = await makeTenants(stack, 40, 1);
        fresh.push(
            ...made.map(({ tenantId, subscriptionIds: [subscriptionId = ''] }) => ({ tenantId, subscriptionId })),
        );
    }, 60_000);
    afterAll(() => stack.remove());
    // What an earlier test has set going must not write while a later one counts.
    beforeEach(() => whenQuiet(stack));

    const next = (): { tenantId: string; subscriptionId: string } => {
        const taken = fresh.shift();
        if (taken === undefined) throw new Error('Every made tenant has been used.');
        return taken;
    };
    const newInvite = async (more: Record<string, unknown> = {}): Promise<MailedInvite> => {
        const { subscriptionId } = next();
        return mailedInvite(stack, { subscriptionId, adminEmail: `admin${fresh.length}@customer.example`, ...more });
    };
    const etagOf = async ({ id }: { id: string }) => (await inviteRow(stack, id)).etag;
    const mailsTo = async (address: string, kind: string) =>
        (await stack.inbox()).filter(({ to, customArgs }) => to === address && customArgs.mailKind === kind);

    describe('opened', () => {
        it.each<[string, string, Record<string, string>]>([
            [
                'a person',
                'GET',
                { accept: 'text/html,application/xhtml+xml', 'user-agent': 'Mozilla/5.0 Firefox/128.0' },
            ],
            ['a mail scanner', 'GET', { accept: '*/*', 'user-agent': 'BarracudaSentinel (EE)' }],
            [
                'a prefetching browser',
                'GET',
                { accept: 'text/html', 'sec-purpose': 'prefetch;prerender', purpose: 'prefetch' },
            ],
            ['a link preview', 'GET', { accept: 'text/html', 'user-agent': 'SkypeUriPreview Preview/0.5' }],
            ['a scanner that comes from another site', 'GET', { accept: 'text/html', 'sec-fetch-site': 'cross-site' }],
            ['a script', 'GET', { accept: 'application/json' }],
            ['a scanner that asks for the head alone', 'HEAD', {}],
        ])('by %s, often and at once, changes nothing anywhere', async (_who, method, headers) => {
            const link = await newInvite();
            await stack.forgetRequests('arm');
            const before = await everyRow(stack);
            const mails = (await stack.inbox()).length;

            const answers = await Promise.all(
                Array.from({ length: 5 }, async () => [
                    await openLink(stack, link, headers, method),
                    await openLink(stack, { ...link, path: `${link.path}/status` }, headers, method),
                ]),
            );

            // Azure Functions answers 404 to a HEAD that a route does not list.
            const wanted = method === 'HEAD' ? 404 : 200;
            expect(answers.flat().map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => wanted));
            expect(await everyRow(stack)).toEqual(before);
            expect(await stack.requests('arm')).toEqual([]);
            expect(await stack.inbox()).toHaveLength(mails);
        });

        it('tells a script the same as a person, in JSON', async () => {
            const link = await newInvite();

            const confirm = await openLink(stack, link, { accept: 'application/json' });
            const status = await openLink(
                stack,
                { ...link, path: `${link.path}/status` },
                { accept: 'application/json' },
            );
            const gone = await openLink(stack, { ...link, token: 'x' }, { accept: 'application/json' });

            expect(confirm.headers['content-type']).toMatch(/^application\/json/);
            expect(confirm.body).toMatchObject({
                status: 'sent',
                subscription: { id: link.subscriptionId },
                partner: { id: PARTNER_ID },
            });
            expect(status.body).toMatchObject({ status: 'sent', nextStep: null });
            expect(gone).toMatchObject({ status: 410, body: { code: 'link-gone', status: 410 } });
            expect(gone.headers['content-type']).toMatch(/^application\/problem\+json/);
        });
    });

    describe('posted by somebody else’s page', () => {
        it.each<[string, Record<string, string>]>([
            ['without a word of where it came from', {}],
            ['from another site', { 'sec-fetch-site': 'cross-site' }],
            ['from another host of the same site', { 'sec-fetch-site': 'same-site' }],
            ['by hand, without a page', { 'sec-fetch-site': 'none' }],
            ['from a foreign origin', { origin: 'https://evil.example' }],
            ['from an origin that was withheld', { origin: 'null' }],
            ['from another site that claims our origin', { 'sec-fetch-site': 'cross-site', origin: 'OWN' }],
        ])('%s: refused with 403, and nothing changes', async (_how, headers) => {
            const link = await newInvite();
            const own = (await stack.run()).functions;
            const sent = Object.fromEntries(
                Object.entries(headers).map(([name, value]) => [name, value === 'OWN' ? own : value]),
            );
            await stack.forgetRequests('arm');
            const before = await everyRow(stack);

            const saved = await postForm(stack, link, 'decision=save', sent);
            const declined = await postForm(stack, link, 'decision=decline', { ...sent, accept: 'application/json' });

            expect(saved.status).toBe(403);
            expect(saved.headers['content-type']).toMatch(/^text\/html/);
            expect(declined).toMatchObject({ status: 403, body: { code: 'cross-site' } });
            expect(await everyRow(stack)).toEqual(before);
            expect(await stack.requests('arm')).toEqual([]);
        });

        it('is taken where an older browser says our own Origin alone', async () => {
            const link = await newInvite();

            const { status } = await postForm(stack, link, 'decision=save', { origin: (await stack.run()).functions });

            expect(status).toBe(303);
            expect((await whenEnded(stack, link.id)).status).toBe('attached');
        });
    });

    describe('that is not valid', () => {
        const flipped = (token: string, at: number): string => {
            const index = at < 0 ? token.length + at : at;
            // Two base64url characters whose bits differ in the high ones, so that no padding hides the change.
            const other = token.charAt(index) === 'A' ? 'w' : 'A';
            return token.slice(0, index) + other + token.slice(index + 1);
        };
        const withoutItsOwn = ({ headers, ...rest }: Answer): Record<string, unknown> => ({
            ...rest,
            headers: Object.fromEntries(
                Object.entries(headers).filter(([name]) => !['x-correlation-id', 'date'].includes(name)),
            ),
        });

        it('gets one and the same page and 410, whatever is wrong with it', async () => {
            const link = await newInvite();
            const other = await newInvite();
            const revoked = await newInvite();
            await stack.api('DELETE', `/api/invites/${revoked.id}`);
            const superseded = await newInvite();
            const before = (await stack.inbox()).length;
            await stack.api('POST', `/api/invites/${superseded.id}/resend`);
            const renewed = takeApart(await stack.linkTo(superseded.adminEmail, before));
            const expired = await newInvite();
            const { partitionKey, rowKey } = await inviteRow(stack, expired.id);
            const past = new Date(Date.now() - 1000).toISOString();
            await (await tableOf(stack, 'invites')).updateEntity({ partitionKey, rowKey, expiresAt: past }, 'Merge');
            const links: Record<string, QuickLink> = {
                'forged in its signature': { ...link, token: flipped(link.token, -3) },
                'forged in its last character': { ...link, token: flipped(link.token, -1) },
                'forged in its invite': { ...link, token: flipped(link.token, 3) },
                shortened: { ...link, token: link.token.slice(0, -1) },
                'cut to its first part': { ...link, token: link.token.split('.')[0] ?? '' },
                lengthened: { ...link, token: `${link.token}A` },
                'given twice': { ...link, token: `${link.token},${link.token}` },
                empty: { ...link, token: '' },
                'of another subscription': { ...link, token: other.token },
                'on the path of another subscription': { path: other.path, token: link.token },
                'of another partner ID': { ...link, path: link.path.replace(PARTNER_ID, OTHER_PARTNER_ID) },
                'of a path that is none': { ...link, path: '/api/confirm/nonsense/partnerId/x' },
                revoked,
                superseded,
                expired,
            };

            const good = await openLink(stack, renewed);
            const answers = new Map<string, Answer>();
            const rows = await everyRow(stack);
            for (const [what, wrong] of Object.entries(links)) {
                answers.set(`${what}, opened`, await openLink(stack, wrong));
                answers.set(`${what}, its status`, await openLink(stack, { ...wrong, path: `${wrong.path}/status` }));
                answers.set(`${what}, saved`, await save(stack, wrong));
                answers.set(`${what}, declined`, await decline(stack, wrong));
            }

            expect(good.status).toBe(200);
            const [first] = answers.values();
            const wanted = first === undefined ? undefined : withoutItsOwn(first);
            expect(wanted).toMatchObject({ status: 410 });
            for (const [what, answer] of answers) expect([what, withoutItsOwn(answer)]).toEqual([what, wanted]);
            expect(await everyRow(stack)).toEqual(rows);
        }, 60_000);
    });

    describe('pressed', () => {
        it('twice at once is one decision: one attach, one write, one mail each', async () => {
            const { tenantId } = fresh[0] ?? {};
            const link = await newInvite();

            const answers = await Promise.all([1, 2, 3].map(() => save(stack, link)));
            const { status } = await whenEnded(stack, link.id);
            await whenQuiet(stack);

            for (const answer of answers) {
                expect(answer.status).toBe(303);
                expect(answer.headers.location).toBe(`${link.path}/status?t=${link.token}`);
            }
            expect(status).toBe('attached');
            const events = await eventsOf(stack, link.id);
            expect(events.filter((event) => ['confirmed', 'attaching', 'attached'].includes(event))).toEqual([
                'confirmed',
                'attaching',
                'attached',
            ]);
            expect((await linkWrites(stack, tenantId)).map(({ method }) => method)).toEqual(['PUT']);
            expect(await mailsTo(link.adminEmail, 'outcome-admin')).toHaveLength(1);
        });

        it('again after the end leads to the status page, by GET and by POST, and changes nothing', async () => {
            const link = await newInvite();
            await save(stack, link);
            await whenEnded(stack, link.id);
            await whenQuiet(stack);
            const before = await etagOf(link);

            const answers = [await openLink(stack, link), await save(stack, link), await decline(stack, link)];
            const page = await openLink(stack, { ...link, path: `${link.path}/status` });

            for (const { status, headers } of answers) {
                expect([status, headers.location]).toEqual([303, `${link.path}/status?t=${link.token}`]);
            }
            expect(page.status).toBe(200);
            expect(await etagOf(link)).toBe(before);
        });

        it('by two admins of the same subscription at once: both attached, one write', async () => {
            const { subscriptionId, tenantId } = next();
            const links = [
                await mailedInvite(stack, { subscriptionId, adminEmail: 'one@customer.example' }),
                await mailedInvite(stack, { subscriptionId, adminEmail: 'two@customer.example' }),
            ];

            const answers = await Promise.all(links.map((link) => save(stack, link)));
            const ends = await Promise.all(links.map(({ id }) => whenEnded(stack, id)));

            expect(answers.map(({ status }) => status)).toEqual([303, 303]);
            expect(ends.map(({ status }) => status)).toEqual(['attached', 'attached']);
            expect((await linkWrites(stack, tenantId)).map(({ method, status }) => [method, status])).toEqual([
                ['PUT', 200],
            ]);
        });

        it('Decline is told to the partner, can be thought better of by the same link, and then attaches', async () => {
            const link = await newInvite();

            const first = await stack.decide(link.link, 'Decline');
            const declined = await readInvite(stack, link.id);
            const told = await waitFor('the mail to the partner', async () =>
                (await mailsTo(PARTNER_MAIL, 'outcome-partner')).find(
                    ({ customArgs }) => customArgs.inviteId === link.id,
                ),
            );
            const again = await openLink(stack, link);
            const second = await submit(press(String(again.body), link.link, 'Save partner'));
            const ended = await whenEnded(stack, link.id);

            expect(first.status).toBe(303);
            expect(declined).toMatchObject({ status: 'declined', nextStep: expect.any(String) as string });
            expect(told.text).toMatch(/declined/i);
            expect(again.status).toBe(200);
            expect(() => press(String(again.body), link.link, 'Decline')).toThrow('no button');
            expect(second.status).toBe(303);
            expect(ended.status).toBe('attached');
        });

        it.each<[string, string, Record<string, string>, number, string]>([
            ['a decision that is none', 'decision=nonsense', {}, 400, 'validation-failed'],
            ['both decisions', 'decision=save&decision=decline', {}, 400, 'validation-failed'],
            ['no decision', 'choice=save', {}, 400, 'validation-failed'],
            ['more than the form has', 'decision=save&subscriptionId=x', {}, 400, 'validation-failed'],
            ['nothing', '', {}, 400, 'empty-body'],
            [
                'JSON instead of the form',
                '{"decision":"save"}',
                { 'content-type': 'application/json' },
                415,
                'unsupported-media-type',
            ],
            ['far too much', `decision=${'s'.repeat(5000)}`, {}, 413, 'body-too-large'],
        ])('with %s: refused, and nothing changes', async (_what, body, headers, status, code) => {
            const link = await newInvite();
            const before = await everyRow(stack);
            const sent = { 'sec-fetch-site': 'same-origin', ...headers };

            const page = await postForm(stack, link, body, sent);
            const problem = await postForm(stack, link, body, { ...sent, accept: 'application/json' });

            expect(page.status).toBe(status);
            expect(page.headers['content-type']).toMatch(/^text\/html/);
            expect(problem).toMatchObject({ status, body: { code } });
            expect(await everyRow(stack)).toEqual(before);
        });
    });

    it('sends every page with a policy that lets nothing in, nothing out and nobody frame it', async () => {
        const link = await newInvite();
        const pages = {
            confirm: await openLink(stack, link),
            status: await openLink(stack, { ...link, path: `${link.path}/status` }),
            gone: await openLink(stack, { ...link, token: 'x' }),
            'cross-site': await postForm(stack, link, 'decision=save', {}),
            nonsense: await postForm(stack, link, 'decision=nonsense'),
        };
        const redirect = await save(stack, link);
        await whenStatus(stack, link.id, 'attached');
        const ended = await openLink(stack, { ...link, path: `${link.path}/status` });

        for (const [name, { headers }] of Object.entries({ ...pages, ended })) {
            const policy = headers['content-security-policy']?.split('; ') ?? [];
            expect([name, policy]).toEqual([
                name,
                [
                    "default-src 'none'",
                    expect.stringMatching(/^style-src 'sha256-[\w+/=]+'$/),
                    // The page of where it stands looks again by itself: its own script, and nobody else to ask.
                    ...(name === 'status' || name === 'ended'
                        ? [expect.stringMatching(/^script-src 'sha256-[\w+/=]+'$/) as unknown, "connect-src 'self'"]
                        : []),
                    "form-action 'self'",
                    "frame-ancestors 'none'",
                    "base-uri 'none'",
                ],
            ]);
            expect(headers['x-frame-options']).toBe('DENY');
            expect(headers['content-type']).toBe('text/html; charset=utf-8');
        }
        for (const [name, { headers }] of Object.entries({ ...pages, ended, redirect })) {
            expect([name, headers]).toEqual([
                name,
                expect.objectContaining({
                    'cache-control': 'no-store',
                    'x-content-type-options': 'nosniff',
                    'referrer-policy': 'same-origin',
                    'x-correlation-id': expect.stringMatching(/^[\w.-]{8,64}$/) as string,
                }),
            ]);
        }
    });

    it('has spoken to Microsoft and SendGrid as their documents say', async () => {
        expect(await stack.stop()).toBe(0);
    });
});
