import { z } from 'zod';
import { signInTrip } from '../../shared/http/sign-in-schemas.ts';
import { sealedBy } from '../../shared/http/sealed.ts';
import type { SigningKey } from '../../shared/domain/link-token.ts';
import { signInAs, type CookieJar } from './sign-in.ts';
import { press, type Submission } from './stack-browser.ts';

/** An answer as a browser has it that shows nothing: every cookie is told, and no redirect followed. */
export interface Seen {
    url: string;
    status: number;
    headers: Record<string, string>;
    /** Raw, each `Set-Cookie` by itself. */
    cookies: string[];
    text: string;
}

/** What an attacker has that a browser has not: every part of a request is theirs. */
export interface HttpBrowser {
    /** Of the app, by name. */
    jar: CookieJar;
    /** Of Entra. */
    entra: CookieJar;
    get(url: string, headers?: Record<string, string>): Promise<Seen>;
    /** Sends a form as a page of the site itself would. */
    send(form: Submission | { url: string; body: string }, headers?: Record<string, string>): Promise<Seen>;
    /** Presses a button of a page that was seen, with more fields where the person ticks something. */
    press(page: Seen, button: string, more?: [string, string][]): Promise<Seen>;
    /** Goes to where an answer leads, signs in there, and gives the address that it comes back with. */
    signIn(departure: Seen | string, upn: string): Promise<string>;
    /** Another one with the same cookies. */
    copy(): HttpBrowser;
}

/** Everything secret that went through browsers of this kind, by what it is. */
export type Carried = Map<string, Set<string>>;

const CARRIED_BY_ADDRESS = ['code', 'state', 'nonce', 't'];

export const newCarried = (): Carried =>
    new Map([...CARRIED_BY_ADDRESS, 'cookie', 'form token'].map((name) => [name, new Set<string>()]));

export const formOf = (page: Seen, button: string): Submission => press(page.text, page.url, button);

/** @param carried is told whatever goes by */
export function httpBrowser(
    carried: Carried,
    jar: CookieJar = new Map<string, string>(),
    entra: CookieJar = new Map<string, string>(),
): HttpBrowser {
    const note = (url: string): void => {
        for (const [name, value] of new URL(url).searchParams) if (value.length > 20) carried.get(name)?.add(value);
    };

    async function request(method: string, url: string, headers: Record<string, string>, body?: string): Promise<Seen> {
        note(url);
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
        const answer = await fetch(url, {
            method,
            redirect: 'manual',
            headers: { accept: 'text/html', ...(cookie === '' ? {} : { cookie }), ...headers },
            ...(body === undefined ? {} : { body }),
        });
        const cookies = answer.headers.getSetCookie();
        for (const text of cookies) {
            const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
            if (value === '') jar.delete(name);
            else {
                jar.set(name, value);
                carried.get('cookie')?.add(value);
            }
        }
        const seen = { url, status: answer.status, headers: Object.fromEntries(answer.headers), cookies };
        const { location } = seen.headers;
        if (location !== undefined) note(new URL(location, url).href);
        const text = await answer.text();
        for (const [, token = ''] of text.matchAll(/name="form"[^>]*value="([^"]+)"/g))
            carried.get('form token')?.add(token);
        return { ...seen, text };
    }

    const browser: HttpBrowser = {
        jar,
        entra,
        get: (url, headers = {}) => request('GET', url, headers),
        send: (form, headers = {}) =>
            request(
                'POST',
                form.url,
                { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
                'body' in form ? form.body : new URLSearchParams(form.fields).toString(),
            ),
        press: (page, button, more = []) => {
            const { url, fields } = formOf(page, button);
            return browser.send({ url, body: new URLSearchParams([...Object.entries(fields), ...more]).toString() });
        },
        signIn: async (departure, upn) => {
            const url = typeof departure === 'string' ? departure : (departure.headers.location ?? '');
            const back = await signInAs({ url, upn, cookies: entra });
            note(back);
            return back;
        },
        copy: () => httpBrowser(carried, new Map(jar), new Map(entra)),
    };
    return browser;
}

/** What stands in the cookies of trips, for who has the key: the verifiers, which leave the browser no other way. */
export async function verifiersIn(cookies: Iterable<string>, keys: readonly SigningKey[]): Promise<string[]> {
    const sealed = sealedBy(keys);
    const verifiers: string[] = [];
    for (const text of cookies) {
        const trip = await sealed.open(text, { purpose: 'trip', now: new Date(), schema: signInTrip() });
        if (trip !== undefined) verifiers.push(trip.codeVerifier);
    }
    return z.array(z.string().min(43)).parse(verifiers);
}
