import type { Language } from './languages/language.ts';
import { html } from 'hono/html';
import { withoutLooseMarks } from './bidi.ts';
import type { Brand } from './brand/brand.ts';
import { worn } from './brand/worn.ts';
import { LIVE_SCRIPT } from './live-script.ts';
import { constant, rendered } from './markup.ts';
import type { Markup } from './markup.ts';
import { pageStyles } from './page-styles.ts';
import { oneLine } from './one-line.ts';
import { phraseToHtml } from './phrase-html.ts';
import { phraseToText } from './phrase-text.ts';
import { foreign, say } from './phrase.ts';
import type { Phrase } from './phrase.ts';
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
}

// One piece each, because the hash in the policy is over every character between the tags.
const styles = (brand: Brand): Markup => constant(`<style>${pageStyles(brand)}</style>`);
const script = constant(`<script>${LIVE_SCRIPT}</script>`);

/** The partner's logo, named as the partner is, or else the name. */
const head = (partnerName: string, { logo }: Brand, language: Language): Markup =>
    logo === undefined
        ? phraseToHtml(say`${foreign(partnerName)}`, language)
        : html`<img class="logo" src="${logo}" alt="${withoutLooseMarks(oneLine(partnerName))}" />`;

/** Where the news of a page that looks again are said aloud; outside of what it replaces. */
const news = html`<p id="news" class="unseen" role="status" aria-live="polite"></p>`;

/** A whole HTML document, to be sent with the policy of the same looks (`pageCsp`). */
export function layout(
    { title, body, partnerName, contact, lookAgainSeconds }: Page,
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
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <meta name="robots" content="noindex, nofollow" />
                    <meta name="format-detection" content="telephone=no" />
                    <meta name="color-scheme" content="light dark" />
                    <title>${phraseToText(title, language)}</title>
                    ${styles(brand)}
                </head>
                <body>
                    <header>${head(partnerName, brand, language)}</header>
                    <main>
                        <div class="card" ${standing}>
                            <h1>${phraseToHtml(title, language)}</h1>
                            ${body}
                        </div>
                        ${looksAgain ? news : ''}
                    </main>
                    <footer>${phraseToHtml(footer(partnerName, contact), language)}</footer>
                    ${looksAgain ? script : ''}
                </body>
            </html> `,
    );
}
