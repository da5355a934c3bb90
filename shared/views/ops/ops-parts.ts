import { html } from 'hono/html';
import type { Tone } from '../blocks.ts';
import type { Markup } from '../markup.ts';

export const card = (inside: Markup | readonly (Markup | '')[], heading?: string): Markup =>
    html`<section class="card">${heading === undefined ? '' : html`<h2>${heading}</h2>`} ${inside}</section>`;

/** How good it is; the words say it too. */
export const badge = (tone: Tone, words: string): Markup => html`<span class="badge ${tone}">${words}</span>`;

export const linkTo = (href: string, inside: Markup | string): Markup => html`<a href="${href}">${inside}</a>`;

export const linkButton = (href: string, words: string, primary = false): Markup =>
    html`<a class="${primary ? 'button primary' : 'button'}" href="${href}">${words}</a>`;

/** What the button is about, for whoever hears it alone: several of a page have the same words. */
const about = (what: string | undefined): Markup | '' => (what === undefined ? '' : html` aria-label="${what}"`);

/** A link of a row that looks like a button. */
export const rowLink = (href: string, words: string, what: string): Markup =>
    html`<a class="button small" href="${href}" ${about(what)}>${words}</a>`;

/** One button that does one thing: a form of its own. */
export const actionButton = (
    action: string,
    words: string,
    { primary = false, small = false, what }: { primary?: boolean; small?: boolean; what?: string } = {},
): Markup =>
    html`<form method="post" action="${action}">
        <button
            class="${['button', ...(primary ? ['primary'] : []), ...(small ? ['small'] : [])].join(' ')}"
            type="submit"
            ${about(what)}
        >
            ${words}
        </button>
    </form>`;

/** Path and query; what is not given stays out of it. */
export function pathWith(path: string, query: Readonly<Record<string, string | undefined>>): string {
    const given = Object.entries(query).filter((pair): pair is [string, string] => (pair[1] ?? '') !== '');
    return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

/**
 * Leads on through a list, and back to its beginning.
 *
 * @param query of the list, without the place in it
 */
export function pager(
    path: string,
    query: Readonly<Record<string, string | undefined>>,
    place: { cursor?: string | undefined; next?: string | undefined },
): Markup | '' {
    if (place.cursor === undefined && place.next === undefined) return '';
    const first = place.cursor === undefined ? '' : linkTo(pathWith(path, query), 'First page');
    const next = place.next === undefined ? '' : linkTo(pathWith(path, { ...query, cursor: place.next }), 'Next page');
    return html`<nav class="pages" aria-label="Pages of this list">${first} ${next}</nav>`;
}
