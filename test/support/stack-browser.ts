import { call, type Answer } from './stack-http.ts';

const unescape = (text: string): string =>
    text
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&#x27;', "'")
        .replaceAll('&#x3D;', '=')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&');

const attribute = (tag: string, name: string): string | undefined => {
    const found = new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(tag)?.[1];
    return found === undefined ? undefined : unescape(found);
};

const textOf = (html: string): string => unescape(html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')).trim();

/** A form of a page as a browser would send it when a button is pressed. */
export interface Submission {
    url: string;
    fields: Record<string, string>;
}

/**
 * What pressing a button sends.
 *
 * @param page the HTML
 * @param pageUrl where it came from
 * @param button the words on it
 * @throws when no form of the page has such a button
 */
export const press = (page: string, pageUrl: string, button: string): Submission => {
    for (const [, tag = '', content = ''] of page.matchAll(/(<form\b[^>]*>)([\s\S]*?)<\/form>/gi)) {
        const pressed = [...content.matchAll(/(<button\b[^>]*>)([\s\S]*?)<\/button>/gi)].find(
            ([, , words = '']) => textOf(words) === button,
        );
        if (pressed === undefined) continue;
        const fields: Record<string, string> = {};
        const inputs = [...content.matchAll(/<input\b[^>]*>/gi)].map(([input]) => input);
        for (const input of [...inputs.filter((each) => attribute(each, 'type') === 'hidden'), pressed[1] ?? '']) {
            const name = attribute(input, 'name');
            if (name !== undefined) fields[name] = attribute(input, 'value') ?? '';
        }
        return { url: new URL(attribute(tag, 'action') ?? pageUrl, pageUrl).href, fields };
    }
    throw new Error(`The page has no button "${button}": ${textOf(page).slice(0, 300)}`);
};

/** Sends a form as a browser does that stays on the site. */
export const submit = ({ url, fields }: Submission, headers: Record<string, string> = {}): Promise<Answer> =>
    call('POST', url, {
        body: new URLSearchParams(fields).toString(),
        headers: {
            'content-type': 'application/x-www-form-urlencoded',
            'sec-fetch-site': 'same-origin',
            origin: new URL(url).origin,
            ...headers,
        },
    });
