import type { Answer } from '../../../support/stack-http.ts';

/** What carries an answer and says nothing of it. */
const TRANSPORT = ['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding'];

type Sent = Readonly<Record<string, string>>;

/** What is another one each time, told by its kind. */
const KINDS: Readonly<Record<string, (value: string) => string>> = {
    'x-correlation-id': () => 'ID',
    'content-security-policy': (policy) => policy.replaceAll(/'sha256-[\w+/=]+'/g, 'HASH'),
    'content-disposition': (value) => value.replace(/"[\w.-]+"/, 'NAME'),
    'set-cookie': (value) => value.replaceAll(/(^|, )[\w-]+=[^;]*/g, '$1COOKIE'),
    location: (value) => (value.startsWith('/') ? 'HERE' : 'ELSEWHERE'),
};

/** Every header of an answer, but for what merely carries it. */
export const headersOf = ({ headers }: Answer): Sent =>
    Object.fromEntries(
        Object.entries(headers)
            .filter(([name]) => !TRANSPORT.includes(name))
            .map(([name, value]) => [name, KINDS[name]?.(value) ?? value]),
    );

/** Of every answer that the app makes. */
const ALWAYS: Sent = {
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-correlation-id': 'ID',
};

const policy = (...between: string[]): string =>
    ["default-src 'none'", 'style-src HASH', ...between, "frame-ancestors 'none'", "base-uri 'none'"].join('; ');

const OWN_FORMS = "form-action 'self'";
const LIVE = ['script-src HASH', "connect-src 'self'"];

/** For a person, nowhere framed. */
const seen = (contentSecurityPolicy: string): Sent => ({
    ...ALWAYS,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy,
    'x-frame-options': 'DENY',
});

const BY_LANGUAGE: Sent = { 'content-language': 'en', vary: 'Accept, Accept-Language' };

/** The same for whoever asks, and therefore kept by browsers and caches. */
export const forEverybody = (headers: Sent): Sent => ({ ...headers, 'cache-control': 'public, max-age=300' });

export const nothing = ALWAYS;
export const json: Sent = { ...ALWAYS, 'content-type': 'application/json' };
export const problem: Sent = { ...ALWAYS, 'content-type': 'application/problem+json' };
export const csv: Sent = {
    ...ALWAYS,
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename=NAME',
};
export const page: Sent = { ...seen(policy(OWN_FORMS)), ...BY_LANGUAGE };
/** A page that asks for itself again. */
export const livePage: Sent = { ...seen(policy(...LIVE, OWN_FORMS)), ...BY_LANGUAGE };
/** A page that copies by one press. */
export const copyingPage: Sent = { ...seen(policy('script-src HASH', OWN_FORMS)), ...BY_LANGUAGE };
/** A page of which the form may lead to where people sign in. */
export const pageToSignIn = (origin: string): Sent => ({
    ...seen(policy(`${OWN_FORMS} ${origin}`)),
    ...BY_LANGUAGE,
});
export const operationsPage: Sent = seen(policy(...LIVE, OWN_FORMS));
/** What the Azure portal may fetch from where it is. */
export const forPortal = (headers: Sent, portal: string): Sent => ({
    ...headers,
    'access-control-allow-origin': portal,
});
export const leadsHere: Sent = { ...ALWAYS, location: 'HERE' };
export const leadsElsewhere: Sent = { ...ALWAYS, location: 'ELSEWHERE' };
/** Kept by the browser for a sign-in, or dropped at its end. Over plain HTTP, as here, it cannot be `Secure`. */
const cookie = (headers: Sent, seconds: number, sameSite: 'lax' | 'strict'): Sent => ({
    ...headers,
    'set-cookie': `COOKIE; max-age=${String(seconds)}; path=/; samesite=${sameSite}; httponly`,
});
export const withCookie = (headers: Sent, sameSite: 'lax' | 'strict'): Sent => cookie(headers, 900, sameSite);
export const withoutCookie = (headers: Sent): Sent => cookie(headers, 0, 'lax');
export const preflight: Sent = {
    ...ALWAYS,
    'access-control-allow-headers': '*',
    'access-control-allow-methods': 'GET',
    'access-control-max-age': '3600',
};
