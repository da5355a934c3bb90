import type { Language } from '../languages/language.ts';
import { callout, code, facts, heading, list, paragraph } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { customerMail } from './customer-mail.ts';
import { askedAlongside, otherRequestsInMail } from '../other-requests.ts';
import { relationshipBlocks } from '../relationships.ts';
import { askingBlocks, noteBlocks, requestFacts } from '../request-facts.ts';
import type { InviteMailModel, Mail } from '../view-models.ts';
import { OPEN_LINK, footer, opening, preview, sayingNo, subject, whyYou } from '../words/invite-mail.ts';
import { FACTS, HEADINGS as SHORT_HEADINGS, asked, copying, costs, doubting, yes } from '../words/invite-mail-short.ts';
import {
    FACTS as REQUEST_FACTS,
    HEADINGS,
    byHand,
    checkingPage,
    confirmTitle,
    onlyYouDecide,
    otherWaysThere,
    partnerSees,
    replacing,
    saveDoes,
    saveDoesNot,
    takingBack,
    until,
} from '../words/request.ts';

/** Who wants what, what happens, how to refuse: read in less than a minute. */
const shortBlocks = (model: InviteMailModel): Block[] => [
    heading(SHORT_HEADINGS.short),
    facts([
        { name: FACTS.asked, lines: asked(model) },
        { name: FACTS.yes, lines: [yes(model)] },
        { name: FACTS.no, lines: [sayingNo(model)] },
        { name: FACTS.cost, lines: [costs()] },
        { name: REQUEST_FACTS.openUntil, lines: [until(model.openUntil)] },
        { name: FACTS.doubt, lines: [doubting(model)] },
    ]),
    ...(model.replaces ? [callout('caution', ...replacing(model.partner))] : []),
];

/** The mail that carries the quick link: all that the page says, for those who want to know before they click. */
export const inviteMail = (model: InviteMailModel, language: Language): Mail => {
    const { partner, mode } = model;
    // A mail is no place to learn an address from: it is the page that names the host.
    const confirmation = { mode, signInHost: null };
    return customerMail(
        model,
        {
            subject: subject(model),
            title: confirmTitle(partner),
            preview: preview(model),
            blocks: [
                paragraph(whyYou(model)),
                paragraph(onlyYouDecide(partner)),
                ...shortBlocks(model),
                { kind: 'link', label: OPEN_LINK, href: model.link },
                paragraph(opening(model)),
                ...askedAlongside(model.alongside, partner),
                ...otherRequestsInMail(model.others),
                heading(SHORT_HEADINGS.request),
                requestFacts(model),
                ...noteBlocks(model),
                heading(HEADINGS.genuine),
                list(checkingPage(partner, confirmation)),
                heading(HEADINGS.does),
                list(saveDoes(partner, confirmation)),
                heading(HEADINGS.doesNot),
                list(saveDoesNot(partner, confirmation)),
                heading(HEADINGS.sees),
                list(partnerSees(partner, confirmation)),
                heading(HEADINGS.undo),
                paragraph(takingBack(partner)),
                heading(HEADINGS.byHand),
                ...(mode === 'signin' ? [paragraph(otherWaysThere(partner))] : []),
                paragraph(byHand(partner, mode === 'signin')),
                paragraph(copying()),
                code(partner.id),
                ...relationshipBlocks(model.relationships, partner),
                ...askingBlocks(partner),
            ],
            footer: footer(model),
        },
        language,
    );
};
