import type { Language } from '../languages/language.ts';
import { html } from 'hono/html';
import { facts, heading, list, paragraph } from '../blocks.ts';
import { decisionButton, formToHtml } from '../forms.ts';
import { layout } from '../layout.ts';
import { pageBlocks } from '../page-blocks.ts';
import { id, say } from '../phrase.ts';
import { partnerFacts } from '../request-facts.ts';
import { BUTTONS } from '../words/buttons.ts';
import {
    FACTS,
    HEADINGS as REQUEST_HEADINGS,
    asking,
    checkingPage,
    nothingInPortal,
    partnerSees,
    saveDoes,
    saveDoesNot,
    takingBack,
} from '../words/request.ts';
import { HEADINGS, intro, partnerIsTold, title, unexpected, whoMay } from '../words/sign-in/open-link.ts';
import type { OpenLinkPageModel } from './models.ts';

/** The page of the quick link without a token. It tells nothing that does not stand in its address. */
export function openLinkPage(model: OpenLinkPageModel, language: Language): string {
    const { partner, subscriptionId, action, signInHost } = model;
    const confirmation = { mode: 'signin', signInHost } as const;
    const toKnowBefore = [
        paragraph(intro(model)),
        facts([...partnerFacts(partner, true), { name: FACTS.subscription, lines: [say`${id(subscriptionId)}`] }]),
        heading(REQUEST_HEADINGS.does),
        list(saveDoes(partner, confirmation)),
        heading(REQUEST_HEADINGS.doesNot),
        list(saveDoesNot(partner, confirmation)),
    ];
    const toLookUp = [
        heading(HEADINGS.who),
        paragraph(whoMay()),
        heading(REQUEST_HEADINGS.sees),
        list([...partnerSees(partner, confirmation), partnerIsTold(partner)]),
        heading(REQUEST_HEADINGS.undo),
        paragraph(takingBack(partner)),
        paragraph(nothingInPortal()),
        heading(REQUEST_HEADINGS.genuine),
        list(checkingPage(partner, confirmation)),
        heading(REQUEST_HEADINGS.ask),
        paragraph(asking(partner)),
        paragraph(unexpected(partner)),
    ];
    return layout(
        {
            title: title(partner),
            body: html`${pageBlocks(toKnowBefore, language)}
            ${formToHtml({ action, hidden: [] }, [decisionButton('save', BUTTONS.save, language)])}
            ${pageBlocks(toLookUp, language)}`,
            partnerName: partner.name,
            contact: partner.contact,
        },
        language,
    );
}
