import type { IncomingMessage, ServerResponse } from 'node:http';
import { describeError } from '../log.ts';
import type { HostLog } from '../log.ts';
import { sendEmpty, sendJson, sendText } from '../http/send.ts';
import { createKept } from './kept.ts';
import { principalHeaders, principalOf } from './principal.ts';
import type { Principal } from './principal.ts';
import type { Expected, Registration } from './registration.ts';

/** App Service authentication, as far as the app sees it: anonymous requests are let through, the app decides. */
export interface EasyAuth {
    /** Answers what is below `/.auth`; false where it is nothing of that. */
    handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
    /** The headers that the app gets: what came from outside about a principal is taken away, what is known put in. */
    headersFor(request: IncomingMessage): string[];
}

const SESSION = 'AppServiceAuthSession';
/** Binds a sign-in to the browser that began it. */
const BROWSER = 'AppServiceAuthBrowser';
const HOUR = 3_600_000;
const OURS = /^x-ms-(client-principal|token-aad)/i;
const CALLBACK = '/.auth/login/aad/callback';

interface Begun {
    browser: string;
    expected: Expected;
    then: string;
}

const cookieOf = ({ headers }: IncomingMessage, name: string): string | undefined =>
    (headers.cookie ?? '')
        .split('; ')
        .find((pair) => pair.startsWith(`${name}=`))
        ?.slice(name.length + 1);

const cookie = (name: string, value: string): string =>
    `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${value === '' ? '; Max-Age=0' : ''}`;

const redirect = (response: ServerResponse, location: string, ...cookies: string[]): void => {
    response.writeHead(302, { location, 'cache-control': 'no-store', 'set-cookie': cookies }).end();
};

/** Path and query of an address on this host; the start where it leads anywhere else. */
const ownPath = (wanted: string | null, origin: string): string => {
    const url = wanted !== null && URL.canParse(wanted, origin) ? new URL(wanted, origin) : undefined;
    // A path of two slashes, as is left of `/.//other.example`, is an address without a scheme where it stands alone.
    const isPath = url?.origin === origin && !url.pathname.startsWith('//');
    return isPath ? `${url.pathname}${url.search}` : '/';
};

export const createEasyAuth = (registration: Registration, now: () => Date, log: HostLog): EasyAuth => {
    const sessions = createKept<Principal>(8 * HOUR, now);
    const browsers = createKept<true>(HOUR, now);
    const begun = createKept<Begun>(HOUR, now);

    const principal = (request: IncomingMessage) => sessions.get(cookieOf(request, SESSION));

    const login = async (url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> => {
        const known = cookieOf(request, BROWSER);
        const browser = known !== undefined && browsers.get(known) === true ? known : browsers.add(true);
        const { url: location, expected } = await registration.authorizeUrl(`${url.origin}${CALLBACK}`);
        const then = ownPath(url.searchParams.get('post_login_redirect_uri'), url.origin);
        begun.add({ browser, expected, then }, expected.state);
        redirect(response, location, cookie(BROWSER, browser));
    };

    const callback = async (url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> => {
        const trip = begun.take(url.searchParams.get('state') ?? undefined);
        if (trip === undefined || trip.browser !== cookieOf(request, BROWSER)) {
            sendText(response, 401, 'The sign-in was not begun in this browser, or is over. Start again.');
            return;
        }
        try {
            const found = principalOf(await registration.redeem(url.searchParams, trip.expected));
            sessions.take(cookieOf(request, SESSION));
            redirect(response, trip.then, cookie(SESSION, sessions.add(found)));
        } catch (error) {
            log({ level: 'warning', message: `The sign-in failed: ${describeError(error)}` });
            sendText(response, 401, 'The sign-in failed.');
        }
    };

    const logout = (url: URL, request: IncomingMessage, response: ServerResponse): void => {
        sessions.take(cookieOf(request, SESSION));
        redirect(response, ownPath(url.searchParams.get('post_logout_redirect_uri'), url.origin), cookie(SESSION, ''));
    };

    const me = (_url: URL, request: IncomingMessage, response: ServerResponse): void => {
        const found = principal(request);
        if (found === undefined) sendEmpty(response, 401);
        else sendJson(response, 200, [{ provider_name: 'aad', user_id: found.name, user_claims: found.claims }]);
    };

    const routes = new Map<string, (...sent: Parameters<typeof login>) => Promise<void> | void>([
        ['/.auth/login/aad', login],
        [CALLBACK, callback],
        ['/.auth/logout', logout],
        ['/.auth/me', me],
    ]);

    return {
        async handle(request, response) {
            const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
            const route = request.method === 'GET' ? routes.get(url.pathname) : undefined;
            if (route === undefined) return false;
            await route(url, request, response);
            return true;
        },
        headersFor(request) {
            const { rawHeaders } = request;
            const outside = rawHeaders.filter((_part, index) => !OURS.test(rawHeaders[index - (index % 2)] ?? ''));
            const found = principal(request);
            return found === undefined ? outside : [...outside, ...principalHeaders(found).flat()];
        },
    };
};
