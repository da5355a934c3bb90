import { facts, heading, list, paragraph } from '../blocks.ts';
import type { Language } from '../languages/language.ts';
import { otherRequestsInMail } from '../other-requests.ts';
import { noteBlocks } from '../request-facts.ts';
import type { Mail } from '../view-models.ts';
import { FACTS as GUIDED, onlyYou, ownWay } from '../words/guided-mail.ts';
import { productLines } from '../words/guided-product.ts';
import { doneAlready, preview, subject, title, whatIsOpen } from '../words/guided-reminder.ts';
import { helping } from '../words/help/helping.ts';
import { OPEN_LINK } from '../words/invite-mail.ts';
import { stopping } from '../words/opt-out.ts';
import { footer, sameLink, sayingNo } from '../words/reminder-mail.ts';
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
import type { GuidedReminderMailModel } from './guided-models.ts';
import { mail } from './mail.ts';

/** Reminds of a request that nobody has answered: it may have been done all the same. */
export const guidedReminderMail = (model: GuidedReminderMailModel, language: Language): Mail => {
    const { partner, product } = model;
    const by = askedBy(model);
    return mail(
        {
            subject: subject(model),
            from: partner.name,
            title: title(model),
            preview: preview(model),
            blocks: [
                paragraph(whatIsOpen(model)),
                paragraph(onlyYou(partner)),
                facts([
                    { name: GUIDED.product, lines: productLines(product) },
                    ...guidedPartnerFacts(partner, product),
                    ...customerFacts(product),
                    ...(by === null ? [] : [{ name: REQUEST.invitedBy, lines: [by] }]),
                    { name: REQUEST.openUntil, lines: [until(model.openUntil)] },
                ]),
                ...noteBlocks(model),
                { kind: 'link', label: OPEN_LINK, href: model.link },
                paragraph(sameLink()),
                paragraph(doneAlready()),
                ...otherRequestsInMail(model.others),
                heading(HEADINGS.decline),
                paragraph(sayingNo(model)),
                heading(HEADINGS.genuine),
                list([genuine(partner), ownWay(), nothingAsked()]),
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
