import { facts, heading, list, paragraph } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import type { Language } from '../languages/language.ts';
import { askedAlongside, otherRequestsInMail } from '../other-requests.ts';
import { relationshipBlocks } from '../relationships.ts';
import { noteBlocks } from '../request-facts.ts';
import type { Mail } from '../view-models.ts';
import { FACTS, access, asked, onlyYou, opening, ownWay } from '../words/guided-mail.ts';
import { preview, subject, title, whyYou, yes } from '../words/guided-mail.ts';
import { displacing, productLines, sees, takingBack, wayThere, whoMay } from '../words/guided-product.ts';
import { helping } from '../words/help/helping.ts';
import { OPEN_LINK, footer, sayingNo } from '../words/invite-mail.ts';
import { FACTS as SHORT, HEADINGS as SHORT_HEADINGS, costs, doubting } from '../words/invite-mail-short.ts';
import { stopping } from '../words/opt-out.ts';
import {
    FACTS as REQUEST,
    HEADINGS,
    askedBy,
    asking,
    genuine,
    nothingAsked,
    unexpected,
    until,
} from '../words/request.ts';
import { customerFacts, guidedPartnerFacts } from './guided-facts.ts';
import type { GuidedInviteMailModel } from './guided-models.ts';
import { mail } from './mail.ts';

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
    const by = askedBy(model);
    return [
        heading(SHORT_HEADINGS.request),
        facts([
            ...guidedPartnerFacts(model.partner, model.product),
            { name: FACTS.where, lines: [wayThere(model.product)] },
            { name: FACTS.who, lines: [whoMay(model.product)] },
            { name: FACTS.before, lines: [displacing()] },
            ...customerFacts(model.product),
            ...(by === null ? [] : [{ name: REQUEST.invitedBy, lines: [by] }]),
        ]),
        ...noteBlocks(model),
    ];
};

/** Asks to name the partner by hand, in a portal of Microsoft's, and leads to the page that shows the way. */
export const guidedInviteMail = (model: GuidedInviteMailModel, language: Language): Mail => {
    const { partner, product } = model;
    return mail(
        {
            subject: subject(model),
            from: partner.name,
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
                heading(HEADINGS.genuine),
                list([genuine(partner), ownWay(), nothingAsked()]),
                heading(HEADINGS.sees),
                list(sees()),
                heading(HEADINGS.undo),
                list(takingBack(product)),
                ...relationshipBlocks(model.relationships, partner),
                heading(HEADINGS.ask),
                paragraph(asking(partner)),
                paragraph(unexpected(partner)),
            ],
            footer: footer(model),
            help: helping(partner, model.helpLink),
            stop: stopping(partner, model.optOutLink),
        },
        language,
    );
};
