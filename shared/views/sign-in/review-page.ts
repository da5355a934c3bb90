import type { Language } from '../languages/language.ts';
import { html } from 'hono/html';
import { callout, code, facts, heading, list, paragraph } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { layout } from '../layout.ts';
import { pageBlocks } from '../page-blocks.ts';
import { phraseToHtml } from '../phrase-html.ts';
import { partnerFacts, subscriptionFacts } from '../request-facts.ts';
import { BUTTONS } from '../words/buttons.ts';
import { replacing } from '../words/request.ts';
import { FACTS, accountName, leaving, nothingYet } from '../words/sign-in/common.ts';
import { checking, delegatedBack, listCommand, removeCommand, takingBack } from '../words/sign-in/review-afterwards.ts';
import {
    HEADINGS,
    alreadyThere,
    conditional,
    givenTo,
    linkIs,
    roleLines,
    roleMeans,
    title,
} from '../words/sign-in/review.ts';
import type { ReviewPageModel } from './models.ts';
import { reviewForm } from './review-form.ts';

/** What is granted to whom and where, as it is done if nothing else is chosen. */
const grantBlocks = (model: ReviewPageModel): Block[] => {
    const { partner, subscription, account, held, delegated, role } = model;
    const isThere = delegated || held.length > 0;
    const canAdd = model.furtherSubscriptions.length > 0 || model.managementGroups.length > 0;
    const granted =
        isThere && !canAdd ? [] : [{ name: isThere ? FACTS.roleElsewhere : FACTS.role, lines: roleLines(role) }];
    return [
        heading(HEADINGS.granted),
        ...(isThere ? [callout('neutral', ...alreadyThere(model))] : []),
        facts([
            { name: FACTS.account, lines: [accountName(account)] },
            { name: granted.length === 0 ? FACTS.application : FACTS.givenTo, lines: givenTo(model) },
            ...granted,
            ...subscriptionFacts(subscription),
            ...partnerFacts(partner),
        ]),
        ...(granted.length === 0 ? [] : [paragraph(roleMeans(model))]),
        ...(model.conditional ? [callout('caution', ...conditional())] : []),
        heading(HEADINGS.link),
        list(linkIs(model)),
        ...(model.replaces ? [callout('caution', ...replacing(partner))] : []),
    ];
};

const afterwards = (model: ReviewPageModel): Block[] => [
    heading(HEADINGS.undo),
    list([...(model.delegated ? delegatedBack(model) : []), ...takingBack(model)]),
    code(removeCommand(model)),
    heading(HEADINGS.check),
    list(checking(model)),
    code(listCommand(model)),
];

/** The page after the first sign-in: everything that is about to be granted, what more may be chosen, and the button. */
export const reviewPage = (model: ReviewPageModel, language: Language): string =>
    layout(
        {
            title: title(model.partner),
            body: html`${pageBlocks([callout('neutral', ...nothingYet(BUTTONS.save)), ...grantBlocks(model)], language)}
                ${reviewForm(model, language)}
                <p class="aside">${phraseToHtml(leaving(), language)}</p>
                ${pageBlocks(afterwards(model), language)}`,
            partnerName: model.partner.name,
            contact: model.partner.contact,
        },
        language,
    );
