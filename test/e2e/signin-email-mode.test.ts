import { mailedInvite, openLink } from '../support/e2e-link.ts';
import { ANALYTICS, PARTNER_ID } from '../support/e2e-samples.ts';
import { startQuietStack } from '../support/e2e-stack.ts';
import { everyRow } from '../support/e2e-tables.ts';
import { httpBrowser, newCarried } from '../support/signin-http.ts';
import type { Stack } from '../support/stack.ts';

/** Where the mailbox is enough, nobody signs in: what belongs to it is as good as not there, and tells nothing. */
describe('the routes of the sign-in where customers confirm by mail', () => {
    let stack: Stack;
    let functions: string;
    beforeAll(async () => {
        stack = await startQuietStack({ CONFIRMATION_MODE: 'email', LOCAL_STATE: 'memory' });
        functions = (await stack.run()).functions;
    }, 120_000);
    afterAll(() => stack.remove(), 60_000);
    const somebody = () => httpBrowser(newCarried());
    const atOpenLink = () => `${functions}/api/confirm/${ANALYTICS}/partnerId/${PARTNER_ID}`;

    it('without a token there is no link: the 410 of every link that is none', async () => {
        const gone = await somebody().get(`${atOpenLink()}?t=nonsense`);

        const opened = await somebody().get(atOpenLink());
        const saved = await somebody().send({ url: atOpenLink(), body: 'decision=save' });
        const status = await somebody().get(`${atOpenLink()}/status`);

        expect(gone.status).toBe(410);
        for (const answer of [opened, saved, status]) expect([answer.status, answer.text]).toEqual([410, gone.text]);
    });

    it('the manage link is none, whatever token it has', async () => {
        const link = await mailedInvite(stack, { subscriptionId: ANALYTICS, adminEmail: 'owner@contoso.example' });
        const gone = await somebody().get(`${atOpenLink()}?t=nonsense`);
        const manage = link.link.replace('/confirm/', '/manage/');

        const opened = await somebody().get(manage);
        const pressed = await somebody().send({ url: manage, body: 'decision=remove' });

        for (const answer of [opened, pressed]) expect([answer.status, answer.text]).toEqual([410, gone.text]);
    });

    it('the callback and the grant lead nowhere and set nothing off', async () => {
        const before = await everyRow(stack);
        await stack.forgetRequests('arm');

        const callback = await somebody().get(`${functions}/api/signin/callback?code=abc&state=${'s'.repeat(43)}`);
        const grant = await somebody().send({
            url: `${functions}/api/signin/grant`,
            body: `form=${'f'.repeat(43)}&decision=save`,
        });

        expect([callback.status, grant.status]).toEqual([400, 400]);
        expect([callback.headers.location, grant.headers.location]).toEqual([undefined, undefined]);
        expect(await everyRow(stack)).toEqual(before);
        expect((await stack.requests('arm')).filter(({ method }) => method !== 'GET')).toEqual([]);
    });

    it('the page of the quick link speaks of no sign-in, and its forms lead nowhere else', async () => {
        const link = await mailedInvite(stack, { subscriptionId: ANALYTICS, adminEmail: 'second@contoso.example' });

        const { headers, body } = await openLink(stack, link);

        expect(headers['content-security-policy']).toContain("form-action 'self';");
        expect(String(body)).not.toMatch(/sign in|sign-in/i);
    });
});
