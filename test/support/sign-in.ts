import { press, submit } from './stack-browser.ts';
import { call, type Answer } from './stack-http.ts';

/** Cookies of one browser, by name; kept by `signInAs` from page to page, and usable for the next sign-in. */
export type CookieJar = Map<string, string>;

/** A sign-in at the local Entra, as a person goes through it. */
export interface SignInSteps {
    /** Where the application leads to: the authorize or adminconsent URL, at any step of the way. */
    url: string;
    /** The user principal name that is picked, or typed where the tenant has no such user. */
    upn: string;
    /** What is pressed where consent is asked for; accepted by default. */
    accept?: boolean;
    /** Of the browser: one that has signed in before need not pick again (`prompt=none`). A new one by default. */
    cookies?: CookieJar;
}

const MAX_STEPS = 12;

/** What a browser sends of its cookies. */
export const cookieHeader = (jar: CookieJar): Record<string, string> =>
    jar.size === 0 ? {} : { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') };

/** Keeps the cookie of an answer: the last one, where there are several. */
export const keepCookie = (jar: CookieJar, { headers }: Answer): void => {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(headers['set-cookie'] ?? '') ?? [];
    if (name !== undefined && value !== undefined) jar.set(name, value);
};

const has = (page: string, words: string): boolean =>
    new RegExp(`<button\\b[^>]*>\\s*${words}\\s*</button>`).test(page);

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Presses what the person would press on a page. */
const answerPage = (page: string, url: string, { upn, accept = true }: SignInSteps, jar: CookieJar) => {
    const send = (button: string, more: Record<string, string> = {}) => {
        const { url: action, fields } = press(page, url, button);
        return submit({ url: action, fields: { ...fields, ...more } }, cookieHeader(jar));
    };
    if (has(page, 'Accept')) return send(accept ? 'Accept' : 'Cancel');
    if (has(page, escaped(upn))) return send(upn);
    if (page.includes('type="text"') && has(page, 'Use another account'))
        return send('Use another account', { name: upn });
    if (has(page, 'Cancel')) return send('Cancel');
    throw new Error(
        `The page leads nowhere: ${page
            .replace(/<[^>]*>/g, ' ')
            .replace(/\s+/g, ' ')
            .trim()}`,
    );
};

/**
 * Walks through the pages of the local Entra: picks an account, answers the consent page, and turns back by *Cancel*
 * from a page that leaves nothing else (an account of another tenant, approval of an administrator required).
 *
 * @returns the redirect to the application, `{callback}?code=…&state=…` or `?error=…`, which is not followed
 * @throws for a page that leads nowhere, such as that of a redirect URI which is not registered
 */
export const signInAs = async (steps: SignInSteps): Promise<string> => {
    const { cookies: jar = new Map<string, string>() } = steps;
    const { origin } = new URL(steps.url);
    let url = steps.url;
    let answer = await call('GET', url, { headers: cookieHeader(jar) });
    for (let step = 0; step < MAX_STEPS; step += 1) {
        keepCookie(jar, answer);
        const { location } = answer.headers;
        if (location === undefined) {
            answer = await answerPage(String(answer.body), url, steps, jar);
            continue;
        }
        const next = new URL(location, url);
        if (next.origin !== origin) return next.href;
        url = next.href;
        answer = await call('GET', url, { headers: cookieHeader(jar) });
    }
    throw new Error(`The sign-in came to no end in ${MAX_STEPS} steps.`);
};

/** Headers for a fault with which ARM demands another sign-in, as it does for writes without multi-factor authentication. */
export const mfaChallenge = (claims = { access_token: { acrs: { essential: true, value: 'p1' } } }) => ({
    'WWW-Authenticate':
        'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", ' +
        `error="insufficient_claims", claims="${Buffer.from(JSON.stringify(claims)).toString('base64')}"`,
});
