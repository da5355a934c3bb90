import { html } from 'hono/html';
import { facts, heading, list, paragraph } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import type { Language } from '../languages/language.ts';
import type { Markup } from '../markup.ts';
import { otherRequestBlocks } from '../other-requests.ts';
import { pageBlocks } from '../page-blocks.ts';
import { phraseToHtml } from '../phrase-html.ts';
import type { Phrase } from '../phrase.ts';
import { relationshipBlocks } from '../relationships.ts';
import { askingBlocks, customerFacts, invitedByFacts } from '../request-facts.ts';
import { kindOfPartnerId, productLines, sees, takingBack } from '../words/guided-product.ts';
import { COPY, PRODUCT, comparing } from '../words/guide/common.ts';
import { HEADING as WAY, NAMES, openPortal, whereTo } from '../words/guide/way.ts';
import { FACTS, HEADINGS, genuine, nothingAsked, until } from '../words/request.ts';
import { besideToHtml, entryToHtml, stepsToHtml } from './entry.ts';
import type { GuideView } from './models.ts';

/** Who asks for what, by whom and until when. */
export function guideFacts(view: GuideView, openUntil: string | null): Block {
    const { product } = view;
    return facts([
        { name: PRODUCT, lines: productLines(product) },
        ...customerFacts(product),
        ...invitedByFacts(view),
        ...(openUntil === null ? [] : [{ name: FACTS.openUntil, lines: [until(openUntil)] }]),
    ]);
}

const WAY_ANCHOR = 'way';

/** On a phone, what is to be done stands far below what is to be known before. */
export const jumpToHtml = (language: Language): Markup =>
    html`<p><a href="#${WAY_ANCHOR}">${phraseToHtml(COPY.jump, language)}</a></p>`;

/** The ID under its heading, and the way to where it is entered. */
export const wayToHtml = (view: GuideView, about: Phrase, steps: readonly Phrase[], language: Language): Markup =>
    html`<h2 id="${WAY_ANCHOR}">${phraseToHtml(about, language)}</h2>
        ${entryToHtml(view.partner.id, language)}
        ${pageBlocks([paragraph(kindOfPartnerId(view.product)), heading(WAY)], language)}
        ${besideToHtml(openPortal(view), view.portalLink, language)}
        <p class="aside">
            ${phraseToHtml(whereTo(view), language)} ${language.tag === 'en' ? '' : phraseToHtml(NAMES, language)}
        </p>
        ${stepsToHtml(steps, language)}`;

/** What is looked up before or after: what is seen, how it is undone, whether it is genuine, whom to ask. */
export const toLookUp = (view: GuideView): Block[] => [
    heading(HEADINGS.sees),
    list(sees()),
    ...undoing(view),
    heading(HEADINGS.genuine),
    list([genuine(view.partner), comparing(), nothingAsked()]),
    ...askingBlocks(view.partner),
];

export const undoing = ({ product }: GuideView): Block[] => [
    heading(HEADINGS.undo),
    ...takingBack(product).map(paragraph),
];

/** What else the partner asked. */
export const besides = ({ others, relationships, partner }: GuideView): Block[] => [
    ...otherRequestBlocks(others),
    ...relationshipBlocks(relationships, partner),
];
