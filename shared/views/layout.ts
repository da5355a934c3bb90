import type { Language } from './languages/language.ts';
import { html } from 'hono/html';
import { helpPath } from '../domain/page-paths.ts';
import { brandMark } from './brand/brand-mark.ts';
import type { Brand } from './brand/brand.ts';
import { worn } from './brand/worn.ts';
import { COPY_SCRIPT } from './copy-script.ts';
import { documentHead } from './document-head.ts';
import { LIVE_SCRIPT } from './live-script.ts';
import { constant, rendered } from './markup.ts';
import type { Markup } from './markup.ts';
import { pageStyles } from './page-styles.ts';
import { phraseToHtml } from './phrase-html.ts';
import { phraseToText } from './phrase-text.ts';
import type { Phrase } from './phrase.ts';
import { HELP } from './words/help/common.ts';
import { footer } from './words/page.ts';

export interface Page {
    /** The heading of the page, and its title. */
    title: Phrase;
    /** What stands under the heading. */
    body: Markup;
    partnerName: string;
    /** Mail address. */
    contact: string;
    /**
     * For a page whose standing may change: after how many seconds it asks for itself again, null once it has come to
     * an end. Undefined for a page that stays as it is.
     */
    lookAgainSeconds?: number | null | undefined;
    /** Whether something on it is copied by one press; no page does both. */
    copies?: boolean | undefined;
    /** Whether it is the page with the answers, which does not lead to itself. */
    isHelp?: boolean | undefined;
}

// One piece each, because the hash in the policy is over every character between the tags.
const liveScript = constant(`<script>${LIVE_SCRIPT}</script>`);
const copyScript = constant(`<script>${COPY_SCRIPT}</script>`);

/** Where the news of a page that looks again are said aloud; outside of what it replaces. */
const news = html`<p id="news" class="unseen" role="status" aria-live="polite"></p>`;

const helpLink = (language: Language): Markup =>
    html`<p><a href="${helpPath(language.tag)}">${phraseToHtml(HELP, language)}</a></p>`;

/** A whole HTML document, to be sent with the policy of the same looks (`pageCsp`). */
export function layout(
    { title, body, partnerName, contact, lookAgainSeconds, copies = false, isHelp = false }: Page,
    language: Language,
    brand: Brand = worn(),
): string {
    const looksAgain = typeof lookAgainSeconds === 'number';
    const standing =
        lookAgainSeconds === undefined
            ? ''
            : html` id="standing"${looksAgain ? html` data-look-again="${lookAgainSeconds}"` : ''}`;
    return rendered(
        html`<!doctype html>
            <html lang="${language.tag}" dir="ltr">
                ${documentHead(phraseToText(title, language), pageStyles(brand))}
                <body>
                    <header>${brandMark(partnerName, brand, language)}</header>
                    <main>
                        <div class="card" ${standing}>
                            <h1>${phraseToHtml(title, language)}</h1>
                            ${body}
                        </div>
                        ${looksAgain ? news : ''}
                    </main>
                    <footer>
                        <p>${phraseToHtml(footer(partnerName, contact), language)}</p>
                        ${isHelp ? '' : helpLink(language)}
                    </footer>
                    ${looksAgain ? liveScript : ''} ${copies ? copyScript : ''}
                </body>
            </html> `,
    );
}
