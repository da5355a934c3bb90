import { facts, heading, list, paragraph } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import type { Language } from '../languages/language.ts';
import { askedAlongside, otherRequestsInMail } from '../other-requests.ts';
import { relationshipBlocks } from '../relationships.ts';
import { askingBlocks, customerFacts, invitedByFacts, noteBlocks } from '../request-facts.ts';
import type { Mail } from '../view-models.ts';
import { FACTS, access, asked, onlyYou, opening } from '../words/guided-mail.ts';
import { preview, subject, title, whyYou, yes } from '../words/guided-mail.ts';
import { displacing, productLines, sees, takingBack, wayThere, whoMay } from '../words/guided-product.ts';
import { OPEN_LINK, footer, sayingNo } from '../words/invite-mail.ts';
import { FACTS as SHORT, HEADINGS as SHORT_HEADINGS, costs, doubting } from '../words/invite-mail-short.ts';
import { FACTS as REQUEST, HEADINGS, until } from '../words/request.ts';
import { customerMail } from './customer-mail.ts';
import { genuineBlocks, guidedPartnerFacts } from './guided-facts.ts';
import type { GuidedInviteMailModel } from './guided-models.ts';

/** Who wants what, what happens, how to refuse: read in less than a minute. */
const shortBlocks = (model: GuidedInviteMailModel): Block[] => [
    heading(SHORT_HEADINGS.short),
    facts([
        { name: SHORT.asked, lines: [asked(model.partner), ...productLines(model.product)] },
        { name: SHORT.yes, lines: [yes()] },
        { name: SHORT.no, lines: [sayingNo(model)] },
        { name: SHORT.cost, lines: [costs(), access()] },
        { name: REQUEST.openUntil, lines: [until(model.openUntil)] },
        { name: SHORT.doubt, lines: [doubting(model)] },
    ]),
];

/** Which ID for whom, where it is added and by whom, and who asks. */
const requestBlocks = (model: GuidedInviteMailModel): Block[] => {
    return [
        heading(SHORT_HEADINGS.request),
        facts([
            ...guidedPartnerFacts(model.partner, model.product),
            { name: FACTS.where, lines: [wayThere(model.product)] },
            { name: FACTS.who, lines: [whoMay(model.product)] },
            { name: FACTS.before, lines: [displacing()] },
            ...customerFacts(model.product),
            ...invitedByFacts(model),
        ]),
        ...noteBlocks(model),
    ];
};

/** Asks to name the partner by hand, in a portal of Microsoft's, and leads to the page that shows the way. */
export const guidedInviteMail = (model: GuidedInviteMailModel, language: Language): Mail => {
    const { partner, product } = model;
    return customerMail(
        model,
        {
            subject: subject(model),
            title: title(model),
            preview: preview(model),
            blocks: [
                paragraph(whyYou(model)),
                paragraph(onlyYou(partner)),
                ...shortBlocks(model),
                { kind: 'link', label: OPEN_LINK, href: model.link },
                paragraph(opening(model)),
                ...askedAlongside(model.alongside, partner),
                ...otherRequestsInMail(model.others),
                ...requestBlocks(model),
                ...genuineBlocks(partner),
                heading(HEADINGS.sees),
                list(sees()),
                heading(HEADINGS.undo),
                list(takingBack(product)),
                ...relationshipBlocks(model.relationships, partner),
                ...askingBlocks(partner),
            ],
            footer: footer(model),
        },
        language,
    );
};
