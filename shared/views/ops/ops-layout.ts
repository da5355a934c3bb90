import { html } from 'hono/html';
import { brandMark } from '../brand/brand-mark.ts';
import type { Brand } from '../brand/brand.ts';
import { worn } from '../brand/worn.ts';
import { documentHead } from '../document-head.ts';
import { ENGLISH } from '../languages/language.ts';
import { constant, rendered } from '../markup.ts';
import type { Markup } from '../markup.ts';
import { foreign, say, time } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { Flash } from '../words/ops/flash.ts';
import { OPS, SECTIONS, SIGN_OUT } from '../words/ops/menu.ts';
import type { Section } from '../words/ops/menu.ts';
import { OPS_SCRIPT } from './ops-script.ts';
import { opsStyles } from './ops-styles.ts';
import { plainWords, words } from './words-html.ts';

/** Who looks, and for whom: the same for all pages of a request. */
export interface OpsFrame {
    partnerName: string;
    /** Null on a page about a refusal: whoever it is may be nobody we know. */
    viewerName: string | null;
    /** False for whoever may only look: then no page has buttons. */
    mayAct: boolean;
    flash?: Flash | undefined;
}

export interface OpsPage {
    /** The heading of the page, and its title. */
    title: Phrase;
    /** Null for a page of no section. */
    section: Section | null;
    /** What stands under the heading. */
    body: Markup;
    /** When what is shown was read, ISO 8601 UTC; null where it is of this moment. */
    asOf?: string | null;
    /** What may be done here, beside the heading. */
    actions?: readonly Markup[];
    /** The page asks for itself again after so many seconds, and says so. */
    refreshSeconds?: number | undefined;
    /** Path and query of the page, for the link that looks again. */
    self?: string;
}

// One piece, because the hash in the policy is over every character between the tags.
const script = constant(`<script type="module">${OPS_SCRIPT}</script>`);

const menuToHtml = (current: Section | null): Markup =>
    html`<nav class="bar menu" aria-label="${OPS.menu}">
        <ul>
            ${SECTIONS.map(
                ({ path, name }) =>
                    html`<li>
                        <a href="${path}" ${name === current ? html`aria-current="page"` : ''}>${name}</a>
                    </li>`,
            )}
        </ul>
    </nav>`;

const flashToHtml = (flash: Flash | undefined): Markup | '' =>
    flash === undefined ? '' : html`<div class="flash ${flash.tone}" role="status"><p>${flash.words}</p></div>`;

/** When it was read, and how to look again. */
const standToHtml = ({ asOf = null, self, refreshSeconds }: OpsPage): Markup | '' => {
    const said = [
        ...(asOf === null ? [] : [html`<span id="as-of" data-live>${words(say`As of ${time(asOf)}.`)}</span>`]),
        ...(self === undefined ? [] : [html`<a href="${self}">${OPS.again}</a>`]),
        ...(refreshSeconds === undefined ? [] : [html`${OPS.updates}`]),
    ];
    return said.length === 0 ? '' : html`<p class="quiet">${said.map((part) => html`${part} `)}</p>`;
};

/** A whole HTML document, to be sent with the policy of the same looks (`opsCsp`). */
export function opsLayout(
    page: OpsPage,
    { partnerName, viewerName, mayAct, flash }: OpsFrame,
    brand: Brand = worn(),
): string {
    const { title, section, body, actions = [], refreshSeconds } = page;
    const name = plainWords(say`${title} · ${foreign(partnerName)}`);
    return rendered(
        html`<!doctype html>
            <html lang="en" dir="ltr">
                ${documentHead(name, opsStyles(brand))}
                <body>
                    <a class="skip" href="#content">${OPS.skip}</a>
                    <header>
                        <div class="bar">
                            <p class="brand">${brandMark(partnerName, brand, ENGLISH)}</p>
                            ${viewerName === null ? '' : html`<p class="who">${words(say`${foreign(viewerName)}`)}</p>`}
                            <p class="who"><a href="${SIGN_OUT}">${OPS.signOut}</a></p>
                        </div>
                        ${menuToHtml(section)}
                    </header>
                    <main
                        id="content"
                        tabindex="-1"
                        ${refreshSeconds === undefined ? '' : html`data-refresh="${refreshSeconds}"`}
                    >
                        ${flashToHtml(flash)}
                        <div class="head">
                            <div>
                                <h1>${words(title)}</h1>
                                ${standToHtml(page)}
                            </div>
                            ${actions.length === 0 ? '' : html`<div class="actions">${actions}</div>`}
                        </div>
                        ${body}
                    </main>
                    <footer>${mayAct ? '' : html`<p>${OPS.reader}</p>`}</footer>
                    ${refreshSeconds === undefined ? '' : script}
                </body>
            </html> `,
    );
}
