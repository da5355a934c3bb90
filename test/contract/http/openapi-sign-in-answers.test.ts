import { invite, whenEnded } from '../../support/stack-flow.ts';
import { cookieHeader, keepCookie, signInAs, type CookieJar } from '../../support/sign-in.ts';
import { press, submit } from '../../support/stack-browser.ts';
import { startStack, waitFor, type Answer, type Stack } from '../../support/stack.ts';
import { call } from '../../support/stack-http.ts';
import { SIGN_IN_OPERATIONS } from './openapi-document.ts';
import { newWitness } from './witness.ts';

const PRODUCTION = 'c0000000-0000-4000-8000-0000000000a1';
const ANALYTICS = 'c0000000-0000-4000-8000-0000000000a2';
const NOBODY = '11111111-2222-4333-8444-555555555555';
const OWNER = 'owner@contoso.example';

const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
const AS_JSON = { accept: 'application/json' };
const AS_PAGE = { accept: 'text/html' };

/** Only a bug would; and the table storage, without which there is no answer, runs in the same process. */
const NOT_BROUGHT_ABOUT = [/ 500 (internal|text\/html)$/, / 503 (unavailable|text\/html)$/];

const codeOf = ({ status, body }: Answer): string => `${status} ${(body as { code?: string }).code ?? ''}`;

describe('the OpenAPI document beside real answers of the sign-in', () => {
    const witness = newWitness();
    let stack: Stack;
    let functions: string;
    beforeAll(async () => {
        stack = await startStack({ env: { LOCAL_STATE: 'memory', CONFIRMATION_MODE: 'signin' } });
        functions = (await stack.run()).functions;
    }, 120_000);
    afterAll(() => stack.remove(), 60_000);

    const openLink = (subscriptionId: string, partnerId = '314159'): string =>
        `${functions}/api/confirm/${subscriptionId}/partnerId/${partnerId}`;

    /** A browser of its own, each of whose answers is held against the document. */
    const newBrowser = () => {
        const here: CookieJar = new Map();
        const entra: CookieJar = new Map();
        const saw = (id: string, answer: Answer): Answer => {
            keepCookie(here, answer);
            return witness.saw(id, answer);
        };
        return {
            open: async (id: string, url: string, headers: Record<string, string> = AS_PAGE) =>
                saw(id, await call('GET', url, { headers: { ...cookieHeader(here), ...headers } })),
            press: async (id: string, page: Answer, url: string, button: string) =>
                saw(id, await submit(press(String(page.body), url, button), cookieHeader(here))),
            signIn: (departure: Answer, upn = OWNER) =>
                signInAs({ url: departure.headers.location ?? '', upn, cookies: entra }),
        };
    };
    type Browser = ReturnType<typeof newBrowser>;

    /** From a link to Entra and back; what comes back is not opened yet. */
    const saveAt = async (browser: Browser, link: string, upn = OWNER): Promise<string> => {
        const page = await browser.open('confirm-get', link);
        return browser.signIn(await browser.press('confirm-post', page, link, 'Save partner'), upn);
    };
    /** The same, to the callback's answer as a page and, by a second trip, as JSON; the code of the latter. */
    const refusedAt = async (
        link: () => string | Promise<string>,
        upn = OWNER,
        meanwhile = () => Promise.resolve(),
    ) => {
        const answers: Answer[] = [];
        for (const headers of [AS_PAGE, AS_JSON]) {
            const browser = newBrowser();
            const callback = await saveAt(browser, await link(), upn);
            await meanwhile();
            answers.push(await browser.open('signin-callback', callback, headers));
        }
        return answers.map((answer) => codeOf(answer)).join(', ');
    };
    /** As a page and as JSON; the code of the latter. */
    const post = async (id: string, url: string, body: unknown, headers: Record<string, string> = FORM) => {
        witness.saw(id, await call('POST', url, { headers: { ...headers, ...AS_PAGE }, body }));
        return codeOf(witness.saw(id, await call('POST', url, { headers: { ...headers, ...AS_JSON }, body })));
    };
    const postBytes = async (id: string, url: string): Promise<string> => {
        const body = new Uint8Array([0x64, 0xff]);
        const answer = await fetch(url, { method: 'POST', headers: { ...FORM, ...AS_JSON }, body });
        const headers = Object.fromEntries(answer.headers.entries());
        return codeOf(witness.saw(id, { status: answer.status, headers, body: await answer.json() }));
    };

    let manage: string;

    it('holds from the link without a token to the end', async () => {
        const browser = newBrowser();
        const callback = await saveAt(browser, openLink(PRODUCTION));
        const review = await browser.open('signin-callback', callback);

        const again = await browser.press('signin-grant', review, callback, 'Save partner');
        const done = await browser.open('signin-callback', await browser.signIn(again));

        expect(done.headers.location).toContain('/status?t=');
        const { body } = await stack.api('GET', '/api/invites?limit=1');
        const [{ id } = { id: '' }] = (body as { items: { id: string }[] }).items;
        await whenEnded(stack, id, 60);
        const answer = witness.saw('invites-get', await stack.api('GET', `/api/invites/${id}`));
        expect(answer.body).toMatchObject({ status: 'attached', origin: 'quick-link', confirmedBy: OWNER });
        expect(answer.body).toMatchObject({ quickLink: openLink(PRODUCTION) });
        manage = await waitFor('the mail with the manage link', async () => {
            const texts = (await stack.inbox()).map(({ text }) => /https?:\S+\/api\/manage\/[^\s>")]+/.exec(text)?.[0]);
            return texts.find((link) => link !== undefined);
        });
    }, 90_000);

    it('holds for the manage link', async () => {
        const gone = manage.replace(/t=.*/, 't=forged');
        const browser = newBrowser();
        const opened = await browser.open('manage-get', manage);
        const departure = await browser.press('manage-post', opened, manage, 'Remove partner');

        const review = await browser.open('signin-callback', await browser.signIn(departure));

        expect(String(review.body)).toContain('Remove partner');
        expect((await browser.open('manage-get', manage, AS_JSON)).body).toMatchObject({ canRemove: true });
        expect((await browser.open('manage-get', gone)).status).toBe(410);
        expect((await browser.open('manage-get', gone, AS_JSON)).status).toBe(410);
        expect(await post('manage-post', manage, 'decision=save')).toBe('400 validation-failed');
        expect(await post('manage-post', manage, '')).toBe('400 empty-body');
        expect(await postBytes('manage-post', manage)).toBe('400 malformed-body');
        expect(await post('manage-post', gone, 'decision=remove')).toBe('410 link-gone');
        expect(await post('manage-post', manage, `decision=remove&x=${'x'.repeat(4096)}`)).toBe('413 body-too-large');
        const sameOrigin = { 'sec-fetch-site': 'same-origin' };
        expect(await post('manage-post', manage, { decision: 'remove' }, sameOrigin)).toBe(
            '415 unsupported-media-type',
        );
        const elsewhere = { ...FORM, 'sec-fetch-site': 'cross-site' };
        expect(await post('manage-post', manage, 'decision=remove', elsewhere)).toBe('403 cross-site');
    }, 60_000);

    it('holds for the button of a review', async () => {
        const grant = `${functions}/api/signin/grant`;
        const form = `form=${'f'.repeat(43)}`;

        expect(await post('signin-grant', grant, `${form}&decision=save`)).toBe('400 sign-in-expired');
        expect(await post('signin-grant', grant, `${form}&decision=maybe`)).toBe('400 validation-failed');
        expect(await post('signin-grant', grant, '')).toBe('400 empty-body');
        expect(await postBytes('signin-grant', grant)).toBe('400 malformed-body');
        expect(await post('signin-grant', grant, `${form}&x=${'x'.repeat(16_384)}`)).toBe('413 body-too-large');
        expect(await post('signin-grant', grant, {}, { 'sec-fetch-site': 'same-origin' })).toBe(
            '415 unsupported-media-type',
        );
        const elsewhere = { ...FORM, 'sec-fetch-site': 'cross-site' };
        expect(await post('signin-grant', grant, `${form}&decision=save`, elsewhere)).toBe('403 cross-site');
    }, 60_000);

    it('holds for those who may not, and for what cannot be trusted', async () => {
        const callback = `${functions}/api/signin/callback`;
        const browser = newBrowser();
        const unknown = await browser.open('signin-callback', `${callback}?state=none&code=none`, AS_JSON);
        await browser.open('signin-callback', `${callback}?state=none&code=none`);

        expect(codeOf(unknown)).toBe('400 sign-in-expired');
        expect(await refusedAt(() => openLink(ANALYTICS), 'reader@contoso.example')).toBe('403 , 403 sign-in-refused');
        expect(
            await refusedAt(
                () => openLink(ANALYTICS),
                OWNER,
                () => stack.fault('arm', { path: '/token$', idToken: 'unsigned', times: 1 }),
            ),
        ).toBe('400 , 400 sign-in-not-verified');
        expect(await refusedAt(() => openLink(ANALYTICS, '314160'))).toBe('409 , 409 partner-id-mismatch');
    }, 90_000);

    it('holds for a link that is sent anew while somebody signs in', async () => {
        let id = '';
        let count = 0;
        const newLink = async (): Promise<string> => {
            const adminEmail = `anew${(count += 1)}@contoso.example`;
            ({ id } = await invite(stack, { subscriptionId: ANALYTICS, adminEmail }));
            return stack.linkTo(adminEmail);
        };
        const resend = async () => {
            await stack.api('POST', `/api/invites/${id}/resend`);
        };

        expect(await refusedAt(newLink, OWNER, resend)).toBe('410 , 410 link-gone');
    }, 90_000);

    it('holds for the administrator’s way back', async () => {
        const url = `${functions}/api/signin/callback?admin_consent=True&state=consent.${PRODUCTION}.314159`;

        const answer = await newBrowser().open('signin-callback', url, AS_JSON);

        expect(answer.body).toEqual({ consent: true });
    });

    it('holds for the link without a token', async () => {
        const answer = await newBrowser().open('confirm-get', openLink(PRODUCTION), AS_JSON);

        expect(answer.body).toMatchObject({ partner: { id: '314159' }, subscriptionId: PRODUCTION });
        expect(await post('confirm-post', openLink(NOBODY), 'decision=save')).toBe('400 subscription-not-found');
        expect(await post('confirm-post', openLink(PRODUCTION), 'decision=decline')).toBe('410 link-gone');
    }, 60_000);

    it('was seen in all of its statuses, codes and media types', () => {
        const unseen = witness.unseen().filter((point) => SIGN_IN_OPERATIONS.some((id) => point.startsWith(`${id} `)));

        expect(unseen.filter((point) => !NOT_BROUGHT_ABOUT.some((each) => each.test(point)))).toEqual([]);
    });
});
