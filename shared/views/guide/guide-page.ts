import { html } from 'hono/html';
import { callout, heading, list, paragraph } from '../blocks.ts';
import { decisionButton, formToHtml } from '../forms.ts';
import type { Language } from '../languages/language.ts';
import { layout } from '../layout.ts';
import type { Markup } from '../markup.ts';
import { pageBlocks } from '../page-blocks.ts';
import { phraseToHtml } from '../phrase-html.ts';
import { message } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import { noteBlocks } from '../request-facts.ts';
import { BUTTONS } from '../words/buttons.ts';
import { ABOUT, about, answers, before, declinedBefore, legacy, onlyYou } from '../words/guide/asking.ts';
import { COPY, notNow, titleOf } from '../words/guide/common.ts';
import {
    afterGone,
    answersAgain,
    askedAgain,
    saidGone,
    sayingGone,
    whatWasSaid,
    whenAsked,
} from '../words/guide/said.ts';
import { steps, stepsToLook } from '../words/guide/way.ts';
import { whoMay } from '../words/guided-product.ts';
import { FACTS } from '../words/request.ts';
import { answersToHtml } from './answers.ts';
import type { GuideAgainModel, GuideGoneModel, GuideOpenModel, GuidePageModel, GuideSaidModel } from './models.ts';
import { besides, guideFacts, jumpToHtml, toLookUp, undoing, wayToHtml } from './parts.ts';

const asideToHtml = (words: Phrase, language: Language): Markup =>
    html`<p class="aside">${phraseToHtml(words, language)}</p>`;

function openBody(model: GuideOpenModel, language: Language): Markup {
    const { partner, product, openUntil, notNowAt, declined, action } = model;
    const first = [
        ...(declined ? [callout('caution', ...declinedBefore(openUntil))] : []),
        ...(notNowAt === null ? [] : [callout('neutral', notNow(notNowAt, openUntil))]),
        paragraph(onlyYou(partner)),
    ];
    const toKnow = [
        guideFacts(model, openUntil),
        ...noteBlocks(model),
        heading(ABOUT),
        list(about()),
        heading(message('help.whoMay')),
        paragraph(whoMay(product)),
        ...(product.id === 'azure-dpor' ? [callout('caution', ...legacy())] : []),
        callout('caution', ...before(model)),
    ];
    const buttons = [
        decisionButton('added', BUTTONS.added, language),
        ...(declined
            ? []
            : [
                  decisionButton('later', BUTTONS.later, language, false),
                  decisionButton('decline', BUTTONS.decline, language, false),
              ]),
    ];
    return html`${pageBlocks(first, language)} ${jumpToHtml(language)} ${pageBlocks(toKnow, language)}
    ${wayToHtml(model, COPY.heading, steps(model), language)} ${formToHtml({ action, hidden: [] }, buttons)}
    ${declined ? '' : asideToHtml(answers(openUntil), language)}
    ${pageBlocks([...besides(model), ...toLookUp(model)], language)}`;
}

function againBody(model: GuideAgainModel, language: Language): Markup {
    const { openUntil, notNowAt, action } = model;
    const first = [
        callout('caution', ...askedAgain(model)),
        ...(notNowAt === null ? [] : [callout('neutral', notNow(notNowAt, openUntil))]),
    ];
    return html`${pageBlocks(first, language)} ${jumpToHtml(language)}
    ${pageBlocks([guideFacts(model, openUntil)], language)}
    ${wayToHtml(model, FACTS.partnerId, stepsToLook(model), language)}
    ${formToHtml({ action, hidden: [] }, [
        decisionButton('added', BUTTONS.still, language),
        decisionButton('gone', BUTTONS.gone, language, false),
        decisionButton('later', BUTTONS.later, language, false),
    ])}
    ${asideToHtml(answersAgain(openUntil), language)} ${pageBlocks([...besides(model), ...toLookUp(model)], language)}`;
}

const saidBody = (model: GuideSaidModel, language: Language): Markup =>
    html`${pageBlocks(
        [
            callout('good', whatWasSaid(model)),
            paragraph(whenAsked(model)),
            ...besides(model),
            guideFacts(model, null),
            ...undoing(model),
            paragraph(sayingGone()),
        ],
        language,
    )}
    ${formToHtml({ action: model.action, hidden: [] }, [decisionButton('gone', BUTTONS.gone, language, false)])}`;

const goneBody = (model: GuideGoneModel, language: Language): Markup =>
    pageBlocks(
        [callout('neutral', saidGone(model)), paragraph(afterGone(model)), ...besides(model), guideFacts(model, null)],
        language,
    );

function bodyOf(model: GuidePageModel, language: Language): Markup {
    switch (model.state) {
        case 'open':
            return openBody(model, language);
        case 'asked-again':
            return againBody(model, language);
        case 'said':
            return saidBody(model, language);
        case 'gone':
            return goneBody(model, language);
    }
}

/** Whether there is an ID on it to copy. */
export const copiesOn = ({ state }: Pick<GuidePageModel, 'state'>): boolean =>
    state === 'open' || state === 'asked-again';

/** The way through a portal of Microsoft's, and what the customer says of it. Opening it changes nothing. */
export const guidePage = (model: GuidePageModel, language: Language): string =>
    layout(
        {
            title: titleOf(model),
            body: html`${bodyOf(model, language)} ${answersToHtml(model, language)}`,
            partnerName: model.partner.name,
            contact: model.partner.contact,
            copies: copiesOn(model),
        },
        language,
    );
