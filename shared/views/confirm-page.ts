import type { Language } from './languages/language.ts';
import { html } from 'hono/html';
import { callout, heading, list, paragraph } from './blocks.ts';
import type { Block } from './blocks.ts';
import { decisionButton, formToHtml } from './forms.ts';
import { layout } from './layout.ts';
import type { Markup } from './markup.ts';
import { otherRequestBlocks } from './other-requests.ts';
import { pageBlocks } from './page-blocks.ts';
import { phraseToHtml } from './phrase-html.ts';
import { relationshipBlocks } from './relationships.ts';
import { askingBlocks, noteBlocks, requestFacts } from './request-facts.ts';
import type { ConfirmPageModel } from './view-models.ts';
import { BUTTONS } from './words/buttons.ts';
import {
    HEADINGS,
    OTHER_WAYS,
    byHand,
    checkingPage,
    confirmTitle,
    declinedBefore,
    decliningPage,
    nothingInPortal,
    onlyYouDecide,
    otherWays,
    partnerSees,
    replacing,
    saveDoes,
    saveDoesNot,
    takingBack,
} from './words/request.ts';

const decisionForm = ({ action, declined, openUntil }: ConfirmPageModel, language: Language): Markup =>
    html`${formToHtml({ action, hidden: [] }, [
        decisionButton('save', BUTTONS.save, language),
        declined ? '' : decisionButton('decline', BUTTONS.decline, language, false),
    ])}
    ${declined ? '' : html`<p class="aside">${phraseToHtml(decliningPage(openUntil), language)}</p>`}`;

const otherWaysBlocks = ({ partner, otherWays: href }: ConfirmPageModel): Block[] =>
    href === null ? [] : [paragraph(otherWays(partner)), { kind: 'link', label: OTHER_WAYS, href }];

/** The quick link's page: everything that has to be known to decide, and the two buttons. Opening it changes nothing. */
export function confirmPage(model: ConfirmPageModel, language: Language): string {
    const { partner } = model;
    const toKnowBefore = [
        ...(model.declined ? [callout('caution', ...declinedBefore(model.openUntil))] : []),
        paragraph(onlyYouDecide(partner)),
        requestFacts(model),
        ...noteBlocks(model),
        heading(HEADINGS.does),
        list(saveDoes(partner, model)),
        heading(HEADINGS.doesNot),
        list(saveDoesNot(partner, model)),
        ...(model.replaces ? [callout('caution', ...replacing(partner))] : []),
    ];
    const toLookUp = [
        ...otherRequestBlocks(model.others),
        ...relationshipBlocks(model.relationships, partner),
        heading(HEADINGS.sees),
        list(partnerSees(partner, model)),
        heading(HEADINGS.undo),
        paragraph(takingBack(partner)),
        paragraph(nothingInPortal()),
        heading(HEADINGS.genuine),
        list(checkingPage(partner, model)),
        heading(HEADINGS.byHand),
        ...otherWaysBlocks(model),
        paragraph(byHand(partner, model.otherWays !== null)),
        ...askingBlocks(partner),
    ];
    return layout(
        {
            title: confirmTitle(partner),
            body: html`${pageBlocks(toKnowBefore, language)} ${decisionForm(model, language)}
            ${pageBlocks(toLookUp, language)}`,
            partnerName: partner.name,
            contact: partner.contact,
        },
        language,
    );
}
