import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ID_TOKEN_DEFECTS } from '../../local/id-token-defects.ts';
import { PAGE_CSP } from '../../shared/views/page-policy.ts';
import { watchMessages } from '../support/e2e-broker.ts';
import { accessIn, ourGrants, roleWrites } from '../support/e2e-grants.ts';
import { mailedInvite, readInvite, type MailedInvite } from '../support/e2e-link.ts';
import { ANALYTICS, CONTOSO, ERP, FABRIKAM, PARTNER_ID, PRODUCTION } from '../support/e2e-samples.ts';
import { linkWrites, startQuietStack } from '../support/e2e-stack.ts';
import { everyRow, everyRowAndGlance, whenQuiet } from '../support/e2e-tables.ts';
import { refusedWith } from '../support/refusal-title.ts';
import { formOf, httpBrowser, newCarried, verifiersIn, type HttpBrowser, type Seen } from '../support/signin-http.ts';
import { whenEnded } from '../support/stack-flow.ts';
import type { Stack } from '../support/stack.ts';

const OWNER = 'owner@contoso.example';
const REDIRECTED = 303;
const EVIL = 'https://evil.example';
const SIGNING_KEY = { id: 'k1', secret: randomBytes(32) };

jest.setTimeout(120_000);

/** Another character at this place of a text, of the same alphabet. */
const flipped = (text: string, at: number): string => {
    const other = text.charAt(at) === 'A' ? 'w' : 'A';
    return text.slice(0, at) + other + text.slice(at + 1);
};

/** Whoever wants what is not theirs: every part of every request is in their hands. Nothing of it grants anything. */
describe('the sign-in, in the hands of somebody who means harm', () => {
    let stack: Stack;
    let functions: string;
    let entraOrigin: string;
    let watching: Awaited<ReturnType<typeof watchMessages>>;
    const carried = newCarried();
    beforeAll(async () => {
        stack = await startQuietStack({
            CONFIRMATION_MODE: 'signin',
            LINK_SIGNING_KEYS: `${SIGNING_KEY.id}:${SIGNING_KEY.secret.toString('base64url')}`,
        });
        watching = await watchMessages(stack);
        const run = await stack.run();
        functions = run.functions;
        entraOrigin = new URL(run.signin).origin;
    }, 120_000);
    afterAll(() => stack.remove(), 60_000);
    beforeEach(() => stack.clearFaults('arm'));

    const somebody = (): HttpBrowser => httpBrowser(carried);
    let invited = 0;
    const newInvite = (subscriptionId = ANALYTICS): Promise<MailedInvite> => {
        invited += 1;
        return mailedInvite(stack, { subscriptionId, adminEmail: `admin${invited}@contoso.example` });
    };
    const begin = async (browser: HttpBrowser, link: string): Promise<Seen> =>
        browser.press(await browser.get(link), 'Save partner');
    /** Back from the first trip, not opened yet. */
    const firstCallback = async (browser: HttpBrowser, link: string, upn = OWNER): Promise<string> =>
        browser.signIn(await begin(browser, link), upn);
    const reviewing = async (browser: HttpBrowser, link: string): Promise<Seen> => {
        const page = await browser.get(await firstCallback(browser, link));
        if (page.status !== 200) throw new Error(`no review: ${page.status}`);
        return page;
    };
    /** Back from the second trip, not opened yet. */
    const secondCallback = async (browser: HttpBrowser, link: string, upn = OWNER): Promise<string> =>
        browser.signIn(await browser.press(await reviewing(browser, link), 'Save partner'), upn);

    /** Everything that is kept here or granted there. */
    const everything = async () => ({
        rows: await everyRow(stack),
        contoso: await accessIn(stack, CONTOSO),
        fabrikam: await accessIn(stack, FABRIKAM),
        mails: (await stack.inbox()).length,
        writes: [...(await roleWrites(stack)), ...(await linkWrites(stack))],
    });
    /** Does something that must change nothing. */
    const inVain = async <T>(attack: () => Promise<T>): Promise<T> => {
        await whenQuiet(stack);
        await stack.forgetRequests('arm');
        const before = await everything();
        const result = await attack();
        expect(await everything()).toEqual(before);
        return result;
    };
    const titleOf = ({ text }: Seen): string => /<h1[^>]*>\s*([^<]*?)\s*<\/h1>/.exec(text)?.[1] ?? '';
    const expired = { status: 400, title: refusedWith('expired') };
    const notVerified = { status: 400, title: refusedWith('not-verified') };
    const told = (seen: Seen) => ({ status: seen.status, title: titleOf(seen) });

    describe('the callback', () => {
        it('opened a second time, with the cookie that the first time took away, shows no review again', async () => {
            const { link } = await newInvite();
            const browser = somebody();
            const callback = await firstCallback(browser, link);
            const kept = browser.copy();

            const answers = await inVain(async () => [
                await browser.get(callback),
                await browser.get(callback),
                await kept.get(callback),
            ]);

            expect(answers[0]?.status).toBe(200);
            expect(answers.slice(1).map(told)).toEqual([expired, expired]);
        });

        it('of the second trip, replayed with everything that there was, grants once', async () => {
            const invite = await newInvite(PRODUCTION);
            const browser = somebody();
            const callback = await secondCallback(browser, invite.link);
            const kept = browser.copy();

            const done = await browser.get(callback);
            await whenEnded(stack, invite.id);
            const [replayed, anew] = await inVain(async () => [await kept.get(callback), await browser.get(callback)]);

            expect([done.status, done.headers.location]).toEqual([
                REDIRECTED,
                `${invite.path}/status?t=${invite.token}`,
            ]);
            expect([told(replayed), told(anew)]).toEqual([expired, expired]);
        });

        it('of another browser leads nowhere, in the hands of either', async () => {
            const { link } = await newInvite();
            const [victim, attacker] = [somebody(), somebody()];
            const theirs = await firstCallback(victim, link);
            const mine = await secondCallback(attacker, link);

            const answers = await inVain(async () => [await attacker.get(theirs), await victim.get(mine)]);

            expect(answers.map(told)).toEqual([expired, expired]);
        });

        it('with the state of one trip and the code of another leads nowhere', async () => {
            const { link } = await newInvite();
            const [victim, attacker] = [somebody(), somebody()];
            const mine = new URL(await firstCallback(attacker, link));
            const theirs = new URL(await secondCallback(victim, link));
            theirs.searchParams.set('code', mine.searchParams.get('code') ?? '');

            const answer = await inVain(() => victim.get(theirs.href));

            expect(told(answer)).toEqual(notVerified);
        });

        it('with the cookie of one trip under the name of another leads nowhere', async () => {
            const { link } = await newInvite();
            const browser = somebody();
            const first = await firstCallback(browser, link);
            const [[name] = ['']] = browser.jar;
            const other = somebody();
            await begin(other, link);
            const [[, value] = ['', '']] = other.jar;
            browser.jar.set(name, value);

            const answer = await inVain(() => browser.get(first));

            expect(told(answer)).toEqual(expired);
        });

        it('with a cookie that was changed, in any part of it, leads nowhere', async () => {
            const { link } = await newInvite();
            const browser = somebody();
            const callback = await firstCallback(browser, link);
            const [[name, value] = ['', '']] = browser.jar;
            const starts = [...value.matchAll(/\./g)].map(({ index }) => index + 1);
            const places = [0, ...starts].filter((at) => /[\w-]/.test(value.charAt(at)));

            const answers = await inVain(() =>
                Promise.all(
                    [...places.map((at) => flipped(value, at)), '', value.slice(0, -1), `${value}.`].map((changed) => {
                        const attempt = browser.copy();
                        attempt.jar.set(name, changed);
                        return attempt.get(callback);
                    }),
                ),
            );

            expect(places.length).toBeGreaterThanOrEqual(4);
            expect(answers.map(told)).toEqual(answers.map(() => expired));
        });

        it('of a code from another tenant’s sign-in leads nowhere', async () => {
            const { link } = await newInvite();
            const browser = somebody();
            const departure = await begin(browser, link);
            const elsewhere = (departure.headers.location ?? '').replace(CONTOSO, FABRIKAM);
            const callback = await browser.signIn(elsewhere, 'owner@fabrikam.example');

            const answer = await inVain(() => browser.get(callback));

            expect(new URL(callback).searchParams.get('code')).not.toBeNull();
            expect(told(answer)).toEqual(notVerified);
        });

        it.each([
            ['nonce', 'x'.repeat(43), notVerified],
            ['code_challenge', 'y'.repeat(43), notVerified],
        ])('of an authorization request whose %s was changed on the way leads nowhere', async (name, value, wanted) => {
            const { link } = await newInvite();
            const browser = somebody();
            const departure = await begin(browser, link);
            const changed = new URL(departure.headers.location ?? '');
            changed.searchParams.set(name, value);
            const callback = await browser.signIn(changed.href, OWNER);

            const answer = await inVain(() => browser.get(callback));

            expect(told(answer)).toEqual(wanted);
        });

        it.each([
            ['nothing at all', ''],
            ['a state of nobody', `state=${'s'.repeat(43)}&code=abc`],
            ['no state', 'code=abc'],
            ['a very long state', `state=${'s'.repeat(5000)}&code=abc`],
            ['an error without a trip', 'error=access_denied&error_description=%3Cscript%3Ealert(1)%3C%2Fscript%3E'],
            ['a state that looks like consent and is none', `state=consent.${ANALYTICS}.x&admin_consent=True`],
            ['tokens instead of a code', 'id_token=eyJhbGciOiJub25lIn0.e30.&access_token=x&state=y'],
        ])('with %s leads nowhere', async (_what, query) => {
            const answer = await inVain(() => somebody().get(`${functions}/api/signin/callback?${query}`));

            expect(told(answer)).toEqual(expired);
            expect(answer.text).not.toContain('<script');
        });

        it.each([
            ['a second state', '&state=other'],
            ['a second code', '&code=other'],
            ['an error beside the code', '&error=access_denied'],
            ['an ID token beside the code', '&id_token=eyJhbGciOiJub25lIn0.e30.'],
            ['another issuer', `&iss=${encodeURIComponent(EVIL)}`],
        ])('with %s grants nothing', async (_what, more) => {
            const { link } = await newInvite();
            const browser = somebody();
            const callback = await secondCallback(browser, link);

            const answer = await inVain(() => browser.get(callback + more));

            expect([400, 403]).toContain(answer.status);
            expect(answer.text).toContain('Nothing was granted and nothing was attached');
        });

        it.each(ID_TOKEN_DEFECTS)('with an ID token that is %s leads nowhere, on either trip', async (defect) => {
            const { link } = await newInvite();
            const [first, second] = [somebody(), somebody()];
            const callbacks = [await firstCallback(first, link), await secondCallback(second, link)];
            const fault = { path: '/token$', grantType: 'authorization_code', idToken: defect, times: 2 };
            await stack.fault('arm', fault);

            const answers = await inVain(async () => [
                await first.get(callbacks[0] ?? ''),
                await second.get(callbacks[1] ?? ''),
            ]);

            expect(answers.map(told)).toEqual([notVerified, notVerified]);
        });

        it('of another account than the first trip’s leads nowhere, however much that one may', async () => {
            const { link } = await newInvite();
            const browser = somebody();
            const departure = await browser.press(await reviewing(browser, link), 'Save partner');
            const silent = new URL(departure.headers.location ?? '');
            silent.searchParams.delete('login_hint');
            silent.searchParams.set('prompt', 'select_account');
            const callback = await browser.signIn(silent.href, 'admin@contoso.example');

            const answer = await inVain(() => browser.get(callback));

            expect(told(answer)).toEqual({ status: 403, title: refusedWith('wrong-account') });
        });
    });

    describe('the form of the review', () => {
        it('with the token of another browser’s review leads nowhere', async () => {
            const { link } = await newInvite();
            const [victim, attacker] = [somebody(), somebody()];
            const theirs = await reviewing(victim, link);
            const mine = await reviewing(attacker, link);

            const answers = await inVain(async () => [
                await attacker.send(formOf(theirs, 'Save partner')),
                await victim.send(formOf(mine, 'Save partner')),
                await somebody().send(formOf(mine, 'Save partner')),
            ]);

            expect(answers.map(told)).toEqual([expired, expired, expired]);
        });

        it('with a trip’s cookie in place of the review’s, or the other way round, leads nowhere', async () => {
            const { link } = await newInvite();
            const browser = somebody();
            const departure = await begin(browser, link);
            const [[tripName, trip] = ['', '']] = browser.jar;
            const callback = await browser.signIn(departure, OWNER);
            const page = await browser.get(callback);
            const [[reviewName, review] = ['', '']] = browser.jar;
            browser.jar.set(reviewName, trip);
            const other = somebody();
            const unopened = await firstCallback(other, link);
            const [[otherName] = ['']] = other.jar;
            other.jar.set(otherName, review);

            const answers = await inVain(async () => [
                await browser.send(formOf(page, 'Save partner')),
                await other.get(unopened),
            ]);

            expect([tripName, reviewName]).toEqual([
                expect.stringMatching(/^signin-/),
                expect.stringMatching(/^review-/),
            ]);
            expect(answers.map(told)).toEqual([expired, expired]);
        });

        it.each<[string, [string, string][]]>([
            ['a subscription of another tenant', [['subscription', ERP]]],
            [
                'a subscription beside one of another tenant',
                [
                    ['subscription', PRODUCTION],
                    ['subscription', ERP],
                ],
            ],
            ['a subscription that there is not', [['subscription', '11111111-2222-4333-8444-555555555555']]],
            ['a management group of another tenant', [['managementGroup', FABRIKAM]]],
            [
                'the root, where they may not',
                [
                    ['managementGroup', CONTOSO],
                    ['root', 'yes'],
                ],
            ],
            [
                'the root in capitals, where they may not',
                [
                    ['managementGroup', CONTOSO.toUpperCase()],
                    ['root', 'yes'],
                ],
            ],
        ])('that names %s is refused as a whole: nothing is granted anywhere', async (_what, more) => {
            const { link, id } = await newInvite();
            const browser = somebody();
            const page = await reviewing(browser, link);

            const answer = await inVain(async () => {
                const departure = await browser.press(page, 'Save partner', more);
                return await browser.get(await browser.signIn(departure, OWNER));
            });

            expect(told(answer)).toEqual({ status: 403, title: refusedWith('no-right') });
            expect((await readInvite(stack, id)).status).toBe('sent');
        });

        it.each<[string, string, number]>([
            ['the root without its second tick', `&managementGroup=${CONTOSO}`, 400],
            ['the root in capitals without its second tick', `&managementGroup=${CONTOSO.toUpperCase()}`, 400],
            [
                'more subscriptions than a page lists',
                Array.from({ length: 26 }, (_, n) => `&subscription=${ANALYTICS.slice(0, -2)}${10 + n}`).join(''),
                400,
            ],
            ['a path instead of a management group', '&managementGroup=..%2F..%2Fsubscriptions', 400],
            ['a subscription that is no GUID', '&subscription=..%2Fx', 400],
            ['a field of somebody’s own', '&partnerId=999999', 400],
            ['the name of a prototype', '&__proto__=x&constructor=y', 400],
            ['two decisions', '&decision=remove', 400],
            ['two tokens', '&form=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 400],
            ['two management groups', '&managementGroup=a&managementGroup=b', 400],
            ['far too much', `&subscription=${'x'.repeat(17_000)}`, 413],
        ])('with %s is refused before anybody is sent anywhere', async (_what, more, status) => {
            const { link } = await newInvite();
            const browser = somebody();
            const { url, fields } = formOf(await reviewing(browser, link), 'Save partner');
            const body = new URLSearchParams(fields).toString() + more;

            const answer = await inVain(() => browser.send({ url, body }));

            expect([answer.status, answer.headers.location, answer.cookies]).toEqual([status, undefined, []]);
        });

        it('with the button of another page is refused', async () => {
            const { link } = await newInvite();
            const browser = somebody();
            const { url, fields } = formOf(await reviewing(browser, link), 'Save partner');

            const answers = await inVain(() =>
                Promise.all(
                    ['remove', 'replace', 'decline', ''].map((decision) =>
                        browser.send({ url, fields: { ...fields, decision } }),
                    ),
                ),
            );

            expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
        });

        it('as JSON, or by GET, is none', async () => {
            const { link } = await newInvite();
            const browser = somebody();
            const { url, fields } = formOf(await reviewing(browser, link), 'Save partner');

            const answers = await inVain(async () => [
                await browser.send(
                    { url, body: JSON.stringify(fields) },
                    { 'content-type': 'application/json', accept: 'text/html' },
                ),
                await browser.get(`${url}?${new URLSearchParams(fields).toString()}`),
            ]);

            expect(answers.map(({ status }) => status)).toEqual([415, 404]);
        });

        it('sent twice at once is one yes', async () => {
            const invite = await newInvite(PRODUCTION);
            const browser = somebody();
            const page = await reviewing(browser, invite.link);

            const departures = await Promise.all([1, 2].map(() => browser.press(page, 'Save partner')));
            const callbacks = [];
            for (const departure of departures) callbacks.push(await browser.signIn(departure, OWNER));
            const answers = await Promise.all(callbacks.map((callback) => browser.get(callback)));
            const { status } = await whenEnded(stack, invite.id);
            const again = await inVain(async () => [
                await browser.get(invite.link),
                await browser.send({ url: invite.link, body: 'decision=save' }),
            ]);

            expect(status).toBe('attached');
            for (const answer of [...answers, ...again]) {
                expect([answer.status, answer.headers.location]).toEqual([
                    REDIRECTED,
                    `${invite.path}/status?t=${invite.token}`,
                ]);
            }
            const events = (await readInvite(stack, invite.id)).timeline as { event: string }[];
            expect(events.filter(({ event }) => event === 'confirmed')).toHaveLength(1);
        });
    });

    describe('a page of another site', () => {
        it.each<[string, Record<string, string | undefined>]>([
            ['from another site', { 'sec-fetch-site': 'cross-site' }],
            ['from another host of the same site', { 'sec-fetch-site': 'same-site' }],
            ['from nowhere', { 'sec-fetch-site': 'none' }],
            ['from a foreign origin', { origin: EVIL }],
            ['from an origin that was withheld', { origin: 'null' }],
            ['from an origin that begins like ours', { origin: 'OWN.evil.example' }],
            ['from another site that claims our origin', { 'sec-fetch-site': 'cross-site', origin: 'OWN' }],
            ['without a word', {}],
        ])('%s cannot press Save, there or here, nor Remove', async (_how, given) => {
            const { link } = await newInvite();
            const open = `${functions}/api/confirm/${ANALYTICS}/partnerId/${PARTNER_ID}`;
            const browser = somebody();
            const review = formOf(await reviewing(browser, link), 'Save partner');
            const cookies = [...browser.jar].map(([name, value]) => `${name}=${value}`).join('; ');
            const headers = {
                'content-type': 'application/x-www-form-urlencoded',
                accept: 'application/json',
                cookie: cookies,
                ...Object.fromEntries(
                    Object.entries(given).map(([name, value]) => [name, value?.replace('OWN', functions) ?? '']),
                ),
            };
            const post = async (url: string, body: string) => {
                const answer = await fetch(url, { method: 'POST', redirect: 'manual', headers, body });
                const { code } = (await answer.json()) as { code?: string };
                return [answer.status, code, answer.headers.getSetCookie(), answer.headers.get('location')];
            };

            const answers = await inVain(async () => [
                await post(review.url, new URLSearchParams(review.fields).toString()),
                await post(link, 'decision=save'),
                await post(open, 'decision=save'),
                await post(link.replace('/confirm/', '/manage/'), 'decision=remove'),
                await post(
                    `${link.split('?', 1).join()}/ways?${link.split('?')[1] ?? ''}`,
                    'decision=attest&how=guest',
                ),
            ]);

            expect(answers).toEqual(answers.map(() => [403, 'cross-site', [], null]));
        });
    });

    describe('an address', () => {
        it('of ours leads nowhere but to us and to Entra, whatever is asked of it', async () => {
            const { link } = await newInvite();
            const hostile = [
                EVIL,
                '//evil.example',
                '/\\evil.example',
                'javascript:alert(1)',
                'x\r\nlocation: //evil.example',
            ];
            const names = [
                'redirect_uri',
                'returnUrl',
                'next',
                'url',
                'state',
                'post_logout_redirect_uri',
                'iss',
                'error_uri',
            ];
            const places = [
                link,
                `${functions}/api/confirm/${ANALYTICS}/partnerId/${PARTNER_ID}`,
                `${functions}/api/signin/callback`,
                `${functions}/api/signin/callback?state=consent.${ANALYTICS}.${PARTNER_ID}&admin_consent=True`,
            ];
            const addresses = places.flatMap((place) =>
                hostile.map((value) => {
                    const url = new URL(place);
                    for (const name of names) if (!url.searchParams.has(name)) url.searchParams.set(name, value);
                    return url.href;
                }),
            );

            const answers = await inVain(async () => {
                const seen = [];
                for (const address of addresses) seen.push(await somebody().get(address));
                for (const value of hostile) {
                    const state = encodeURIComponent(`consent.${value}`);
                    seen.push(await somebody().get(`${functions}/api/signin/callback?state=${state}`));
                }
                return seen;
            });

            for (const { headers, text, url } of answers) {
                expect([url, headers.location]).toEqual([url, undefined]);
                // The quick link's form is posted to where it stands: that alone may repeat nothing either.
                expect(text).not.toMatch(/evil\.example|javascript:/i);
            }
        });

        it('of a departure holds our own callback, whatever host the request claims to be for', async () => {
            const { link } = await newInvite();
            const browser = somebody();
            const form = formOf(await browser.get(link), 'Save partner');
            const claims = {
                'x-forwarded-host': 'evil.example',
                'x-forwarded-proto': 'https',
                forwarded: 'host=evil.example',
            };

            const departure = await inVain(() => browser.send(form, claims));

            const target = new URL(departure.headers.location ?? '');
            expect(target.origin).toBe(entraOrigin);
            expect(target.searchParams.get('redirect_uri')).toBe(`${functions}/api/signin/callback`);
            expect(target.searchParams.get('scope')?.split(' ')).not.toContain('offline_access');
        });

        it('of an administrator’s consent that was made up tells nothing, names us, and says what is ours to say', async () => {
            const state = (partnerId: string) => `consent.${ERP}.${partnerId}`;
            const open = (query: string) => somebody().get(`${functions}/api/signin/callback?${query}`);

            const [given, refused, foreign] = await inVain(() =>
                Promise.all([
                    open(`state=${state(PARTNER_ID)}&admin_consent=True`),
                    open(`state=${state(PARTNER_ID)}&error=access_denied&admin_consent=True`),
                    open(`state=${state('999999')}&admin_consent=True`),
                ]),
            );

            expect([given.status, refused.status, foreign.status]).toEqual([200, 200, 200]);
            expect(titleOf(given)).not.toBe(titleOf(refused));
            expect(foreign.text).not.toContain('999999');
            for (const { text } of [given, refused, foreign]) expect(text).not.toMatch(/Fabrikam|fabrikam/);
        });

        it.each([
            ['the quick link', (link: MailedInvite) => link.link],
            ['its status', ({ link }: MailedInvite) => link.replace('?', '/status?')],
            ['the other ways', ({ link }: MailedInvite) => link.replace('?', '/ways?')],
            ['the quick link without a token', ({ link }: MailedInvite) => link.split('?', 1).join()],
            ['a template', () => `${functions}/api/templates/lighthouse.json`],
            [
                'the callback of a consent',
                () => `${functions}/api/signin/callback?state=consent.${ANALYTICS}.${PARTNER_ID}`,
            ],
        ])('of %s, opened often and by anybody, changes nothing', async (_what, addressOf) => {
            const invite = await newInvite();
            const address = addressOf(invite);

            const answers = await inVain(() => Promise.all([1, 2, 3].map(() => somebody().get(address))));

            expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
        });
    });

    it('the first trip changes nothing, up to the review and back', async () => {
        const { link } = await newInvite();

        const page = await inVain(() => reviewing(somebody(), link));

        expect(page.text).toContain('Save partner');
    });

    it('a token of the quick link opens no manage page, and the other way round: the same 410 as for anything else', async () => {
        const invite = await newInvite(PRODUCTION);
        const browser = somebody();
        await browser.get(await secondCallback(browser, invite.link));
        await whenEnded(stack, invite.id);
        const status = await browser.get(invite.link.replace('?', '/status?'));
        const [, manage = ''] = /href="(\/api\/manage\/[^"]+)"/.exec(status.text) ?? [];
        const manageToken = new URL(manage, functions).searchParams.get('t') ?? '';
        const at = (path: string, token: string): string => `${functions}${path}?t=${encodeURIComponent(token)}`;
        const managePath = invite.path.replace('/confirm/', '/manage/');

        const good = await browser.get(at(managePath, manageToken));
        const wrong = await inVain(async () => {
            const opened = [
                at(managePath, invite.token),
                at(managePath, flipped(manageToken, manageToken.length - 3)),
                at(managePath, `${manageToken}A`),
                at(managePath, ''),
                at(managePath.replace(PRODUCTION, ANALYTICS), manageToken),
                `${functions}${managePath}`,
                at(invite.path, manageToken),
                at(`${invite.path}/status`, manageToken),
                at(`${invite.path}/ways`, manageToken),
            ];
            const answers = [];
            for (const address of opened) answers.push(await somebody().get(address));
            answers.push(await somebody().send({ url: at(managePath, invite.token), body: 'decision=remove' }));
            answers.push(await somebody().send({ url: at(invite.path, manageToken), body: 'decision=save' }));
            return answers;
        });

        expect(good.status).toBe(200);
        expect(manageToken).not.toBe(invite.token);
        expect(new Set(wrong.map(({ status: code, text }) => `${code} ${text}`)).size).toBe(1);
        expect(wrong[0]?.status).toBe(410);
    });

    it('a stranger who makes up an error of Entra learns nothing of whether a tenant is a customer', async () => {
        const refusals = [];
        for (const [subscriptionId, partnerId] of [
            [ERP, PARTNER_ID],
            [ERP, '314160'],
        ]) {
            const browser = somebody();
            const departure = await begin(browser, `${functions}/api/confirm/${subscriptionId}/partnerId/${partnerId}`);
            const state = new URL(departure.headers.location ?? '').searchParams.get('state') ?? '';
            const made = new URLSearchParams({ state, error: 'access_denied', error_description: 'AADSTS90094: no' });
            refusals.push(await inVain(() => browser.get(`${functions}/api/signin/callback?${made.toString()}`)));
        }

        expect(refusals.map(told)).toEqual(
            refusals.map(() => ({ status: 403, title: refusedWith('consent-not-allowed') })),
        );
    });

    it('every page and redirect is kept by nobody, framed by nobody, and lets a form go to Entra alone beside us', async () => {
        const { link } = await newInvite();
        const browser = somebody();
        const pages: Record<string, Seen> = { 'quick link': await browser.get(link) };
        pages['open link'] = await browser.get(link.split('?', 1).join());
        const redirects: Record<string, Seen> = {
            begin: await browser.press(pages['quick link'] ?? fail(), 'Save partner'),
        };
        pages.review = await browser.get(await browser.signIn(redirects.begin ?? fail(), OWNER));
        redirects.grant = await browser.press(pages.review, 'Save partner');
        const trip = redirects.grant.cookies;
        pages.refusal = await browser.get(`${functions}/api/signin/callback?state=x`);
        pages.consent = await browser.get(`${functions}/api/signin/callback?state=consent.${ANALYTICS}.${PARTNER_ID}`);
        pages['wrong form'] = await browser.send({ url: `${functions}/api/signin/grant`, body: 'x=y' });
        pages['cross-site'] = await browser.send(
            { url: `${functions}/api/signin/grant`, body: 'x=y' },
            { 'sec-fetch-site': 'cross-site' },
        );

        const withEntra = PAGE_CSP.replace("form-action 'self'", `form-action 'self' ${entraOrigin}`);
        const policies = Object.fromEntries(
            Object.entries(pages).map(([name, { headers }]) => [name, headers['content-security-policy']]),
        );
        expect(policies).toEqual({
            'quick link': withEntra,
            'open link': withEntra,
            review: withEntra,
            refusal: withEntra,
            consent: PAGE_CSP,
            'wrong form': PAGE_CSP,
            'cross-site': PAGE_CSP,
        });
        expect(PAGE_CSP).toContain("frame-ancestors 'none'");
        for (const [name, { headers }] of Object.entries({ ...pages, ...redirects })) {
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
        const cookies = [...(redirects.begin?.cookies ?? []), ...pages.review.cookies, ...trip].map((text) => {
            const [pair = '', ...attributes] = text.toLowerCase().split('; ');
            return [pair.split('-', 1).join(), pair.endsWith('='), ...attributes.toSorted()];
        });
        expect(cookies).toEqual([
            ['signin', false, 'httponly', 'max-age=900', 'path=/', 'samesite=lax'],
            ['signin', true, 'httponly', 'max-age=0', 'path=/', 'samesite=lax'],
            ['review', false, 'httponly', 'max-age=900', 'path=/', 'samesite=strict'],
            ['signin', false, 'httponly', 'max-age=900', 'path=/', 'samesite=lax'],
        ]);
    });

    it('nothing of all this has granted anything on Analytics', async () => {
        expect((await ourGrants(stack, CONTOSO)).filter((grant) => grant.includes(ANALYTICS))).toEqual([]);
    });

    it('and nothing secret of all this is left behind: in logs, tables, queues, files, records', async () => {
        await whenQuiet(stack);
        const left = new Map<string, string>();
        for (const [key, message] of await watching.stop()) left.set(`message ${key}`, message);
        for (const [key, row] of await everyRowAndGlance(stack)) left.set(`row ${key}`, row);
        left.set('requests', JSON.stringify(await stack.requests('arm')));
        const code = await stack.stop();
        left.set('log', stack.logs());
        left.set('recording', await readFile(join(stack.dir, '..', 'exchanges.jsonl'), 'utf8'));
        for (const entry of await readdir(stack.dir, { withFileTypes: true, recursive: true })) {
            // The app as it was built for this run; its source map is base64.
            if (entry.isFile() && !entry.name.endsWith('.js.map'))
                left.set(`file ${entry.name}`, await readFile(join(entry.parentPath, entry.name), 'latin1'));
        }
        const cookies = carried.get('cookie') ?? new Set<string>();
        carried.set('verifier', new Set(await verifiersIn(cookies, [SIGNING_KEY])));

        expect(code).toBe(0);
        expect(left.get('log')).toContain('sign-in came to nothing');
        for (const kind of ['message', 'row', 'file', 'log', 'recording'])
            expect([...left.keys()].some((key) => key.startsWith(kind))).toBe(true);
        for (const [what, values] of carried) {
            expect([what, values.size > 10]).toEqual([what, true]);
            for (const value of values) {
                const places = [...left].filter(([, content]) => content.includes(value)).map(([key]) => key);
                expect([what, places]).toEqual([what, []]);
            }
        }
        const token = /eyJ[\w-]{10,}\.[\w-]+\.|[Bb]earer (?!authorization_uri)[\w-]{16,}/;
        const found = [...left].map(([key, content]) => [key, token.exec(content)?.[0]]);
        expect(found.filter(([, text]) => text !== undefined)).toEqual([]);
    });
});

function fail(): never {
    throw new Error('no such page');
}
