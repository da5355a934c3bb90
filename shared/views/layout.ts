import type { Language } from './languages/language.ts';
import { html } from 'hono/html';
import { constant, rendered } from './markup.ts';
import type { Markup } from './markup.ts';
import { PAGE_STYLES } from './page-styles.ts';
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
    /** The page asks for itself again after so many seconds; undefined for a page that stays as it is. */
    refreshSeconds?: number | undefined;
}

// One piece, because the hash in the policy is over every character between the tags.
const styles = constant(`<style>${PAGE_STYLES}</style>`);

/** A whole HTML document, to be sent with `PAGE_CSP`. */
export function layout({ title, body, partnerName, contact, refreshSeconds }: Page, language: Language): string {
    const refresh =
        refreshSeconds === undefined ? '' : html`<meta http-equiv="refresh" content="${refreshSeconds}" /> `;
    return rendered(
        html`<!doctype html>
            <html lang="${language.tag}" dir="ltr">
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <meta name="robots" content="noindex, nofollow" />
                    <meta name="format-detection" content="telephone=no" />
                    <meta name="color-scheme" content="light dark" />
                    ${refresh}
                    <title>${phraseToText(title, language)}</title>
                    ${styles}
                </head>
                <body>
                    <header>${phraseToHtml(say`${foreign(partnerName)}`, language)}</header>
                    <main>
                        <div class="card">
                            <h1>${phraseToHtml(title, language)}</h1>
                            ${body}
                        </div>
                    </main>
                    <footer>${phraseToHtml(footer(partnerName, contact), language)}</footer>
                </body>
            </html> `,
    );
}
