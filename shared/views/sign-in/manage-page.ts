import type { Language } from '../languages/language.ts';
import { html } from 'hono/html';
import { facts, heading, paragraph } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { decisionButton, formToHtml } from '../forms.ts';
import { layout } from '../layout.ts';
import { pageBlocks } from '../page-blocks.ts';
import { foreign, say } from '../phrase.ts';
import { partnerFacts, subscriptionFacts } from '../request-facts.ts';
import { BUTTONS } from '../words/buttons.ts';
import { HEADINGS as REQUEST_HEADINGS, asking } from '../words/request.ts';
import {
    HEADINGS,
    manageIntro,
    manageTitle,
    nothingToChange,
    portalInstead,
    removeMeans,
    replaceMeans,
} from '../words/sign-in/change.ts';
import { CONFIRMED_BY } from '../words/status.ts';
import type { ManagePageModel } from './models.ts';

const meanings = (model: ManagePageModel): Block[] => {
    const { partner, canRemove, canReplace } = model;
    if (!canRemove && !canReplace) return [heading(HEADINGS.nothing), paragraph(nothingToChange(partner))];
    return [
        paragraph(manageIntro()),
        ...(canRemove ? [heading(HEADINGS.removes), paragraph(removeMeans(partner))] : []),
        ...(canReplace ? [heading(HEADINGS.replaces), paragraph(replaceMeans(model))] : []),
    ];
};

/** The page of the manage link: what is set up, and what can be done about it. Opening it changes nothing. */
export function managePage(model: ManagePageModel, language: Language): string {
    const { partner, subscription, confirmedBy, canRemove, canReplace, action } = model;
    const buttons = [
        canRemove ? decisionButton('remove', BUTTONS.remove, language, !canReplace) : '',
        canReplace ? decisionButton('replace', BUTTONS.replace, language) : '',
    ] as const;
    const form = canRemove || canReplace ? formToHtml({ action, hidden: [] }, buttons) : '';
    return layout(
        {
            title: manageTitle(partner),
            body: html`${pageBlocks(
                [
                    facts([
                        ...partnerFacts(partner),
                        ...subscriptionFacts(subscription),
                        ...(confirmedBy === null
                            ? []
                            : [{ name: CONFIRMED_BY, lines: [say`${foreign(confirmedBy)}`] }]),
                    ]),
                    ...meanings(model),
                ],
                language,
            )}
            ${form}
            ${pageBlocks(
                [
                    heading(HEADINGS.byHand),
                    paragraph(portalInstead(partner)),
                    heading(REQUEST_HEADINGS.ask),
                    paragraph(asking(partner)),
                ],
                language,
            )}`,
            partnerName: partner.name,
            contact: partner.contact,
        },
        language,
    );
}
