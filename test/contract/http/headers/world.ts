import { ANALYTICS, CONTOSO, ERP, NORTHWIND, PRODUCTION } from '../../../support/e2e-samples.ts';
import { mailedInvite } from '../../../support/e2e-link.ts';
import { startQuietStack } from '../../../support/e2e-stack.ts';
import { linksOf } from '../../../support/mail-links.ts';
import { signInToPlatform } from '../../../support/ops-sign-in.ts';
import { cookieHeader, keepCookie, signInAs, type CookieJar } from '../../../support/sign-in.ts';
import { press, submit } from '../../../support/stack-browser.ts';
import { audit, whenEnded } from '../../../support/stack-flow.ts';
import { call, type Answer } from '../../../support/stack-http.ts';
import { waitFor, type Stack } from '../../../support/stack.ts';

export const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
const AS_PAGE = { accept: 'text/html' };

/** What there is to ask for: a story that went to its end, one that is open, and somebody who operates. */
export interface HeaderWorld {
    stack: Stack;
    origin: string;
    /** Where people sign in: an origin. */
    signIn: string;
    /** Path and query of a link that is open. */
    link: string;
    /** The same of a product that is attached by hand. */
    guide: string;
    /** The same of the mail's other link, to want no more of them. */
    optOut: string;
    /** Of an invite that came to its end. */
    manage: string;
    status: string;
    /** IDs of two invites that are open. */
    open: string[];
    run: string;
    operator: { cookie: string };
    /** What was answered on the way. */
    onTheWay: Readonly<Record<'departure' | 'review' | 'grant' | 'done', Answer>>;
}

const below = (url: string): string => new URL(url).pathname + new URL(url).search;

/** Signs in from a link, says yes to the review, and comes back. */
const saveBySignIn = async (link: string) => {
    const here: CookieJar = new Map();
    const entra: CookieJar = new Map();
    const keeping = (answer: Answer): Answer => {
        keepCookie(here, answer);
        return answer;
    };
    const open = async (url: string) =>
        keeping(await call('GET', url, { headers: { ...cookieHeader(here), ...AS_PAGE } }));
    const pressed = async (page: Answer, url: string) =>
        keeping(await submit(press(String(page.body), url, 'Save partner'), cookieHeader(here)));
    const signedIn = ({ headers }: Answer) =>
        signInAs({ url: headers.location ?? '', upn: 'owner@contoso.example', cookies: entra });

    const departure = await pressed(await open(link), link);
    const callback = await signedIn(departure);
    const review = await open(callback);
    const grant = await pressed(review, callback);
    return { departure, review, grant, done: await open(await signedIn(grant)) };
};

const linkInMail = (stack: Stack, path: string): Promise<string> =>
    waitFor(`a mail that leads to ${path}`, async () =>
        linksOf(await stack.inbox()).find((link) => link.includes(path)),
    );

/** @param webhookPublicKey base64 of its DER */
export const startHeaderWorld = async (webhookPublicKey: string): Promise<HeaderWorld> => {
    const stack = await startQuietStack({
        LOCAL_STATE: 'memory',
        CONFIRMATION_MODE: 'signin',
        SENDGRID_WEBHOOK_PUBLIC_KEY: webhookPublicKey,
    });
    const { functions: origin, signin: signIn } = await stack.run();
    const story = await mailedInvite(stack, { subscriptionId: PRODUCTION, adminEmail: 'owner@contoso.example' });
    const onTheWay = await saveBySignIn(story.link);
    await whenEnded(stack, story.id);
    const open = [
        await mailedInvite(stack, { subscriptionId: ANALYTICS, adminEmail: 'open@contoso.example' }),
        await mailedInvite(stack, { subscriptionId: ERP, adminEmail: 'open@fabrikam.example' }),
    ];
    const guided = { product: 'microsoft365', tenantId: CONTOSO, adminEmail: 'guided@contoso.example' };
    await stack.api('POST', '/api/invites', { body: guided });
    await audit(stack);
    const { body } = await stack.api('GET', '/api/audit');
    const mail = (await stack.inbox()).filter(({ to }) => to === 'open@contoso.example');
    return {
        stack,
        origin,
        signIn,
        link: below(open[0]?.link ?? ''),
        guide: below(await linkInMail(stack, '/api/guide/')),
        optOut: below(linksOf(mail).find((link) => link.includes('/api/opt-out')) ?? origin),
        manage: below(await linkInMail(stack, '/api/manage/')),
        status: onTheWay.done.headers.location ?? '',
        open: open.map(({ id }) => id),
        run: (body as { run: { id: string } }).run.id,
        operator: { cookie: (await signInToPlatform(origin, { upn: 'operator@fourthcoffee.example' })).cookie },
        onTheWay,
    };
};

export const CUSTOMER = NORTHWIND;
