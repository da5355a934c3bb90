import { html } from 'hono/html';
import { paragraph } from '../blocks.ts';
import type { Language } from '../languages/language.ts';
import { layout } from '../layout.ts';
import type { Markup } from '../markup.ts';
import { pageBlocks } from '../page-blocks.ts';
import { phraseToHtml } from '../phrase-html.ts';
import { phraseToText } from '../phrase-text.ts';
import { HELP, intro, title } from '../words/help/common.ts';
import { helpItems } from './help-items.ts';
import type { HelpItem, HelpPartner } from './models.ts';

const questionsToHtml = (items: readonly HelpItem[], language: Language): Markup =>
    html`<nav aria-label="${phraseToText(HELP, language)}">
        <ul>
            ${items.map(({ id, question }) => html`<li><a href="#${id}">${phraseToHtml(question, language)}</a></li>`)}
        </ul>
    </nav>`;

const itemToHtml = ({ id, question, answer }: HelpItem, language: Language): Markup =>
    html`<h2 id="${id}">${phraseToHtml(question, language)}</h2>
        ${pageBlocks(answer, language)}`;

/** What customers ask, each answer to be linked to by itself. The same for everybody who reads that language. */
export function helpPage(partner: HelpPartner, language: Language): string {
    const items = helpItems(partner);
    return layout(
        {
            title: title(partner),
            body: html`${pageBlocks([paragraph(intro(partner))], language)} ${questionsToHtml(items, language)}
            ${items.map((each) => itemToHtml(each, language))}`,
            partnerName: partner.name,
            contact: partner.contact,
            isHelp: true,
        },
        language,
    );
}
