import type { Language } from './languages/language.ts';
import { callout, heading, list, paragraph } from './blocks.ts';
import { mail } from './mail/mail.ts';
import { otherRequestsInMail } from './other-requests.ts';
import { noteBlocks, requestFacts } from './request-facts.ts';
import type { InviteMailModel, Mail } from './view-models.ts';
import { OPEN_LINK, footer, opening, preview, sayingNo, subject, whyYou } from './words/invite-mail.ts';
import { stopping } from './words/opt-out.ts';
import {
    HEADINGS,
    asking,
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
    unexpected,
} from './words/request.ts';

/** The mail that carries the quick link: all that the page says, for those who want to know before they click. */
export const inviteMail = (model: InviteMailModel, language: Language): Mail => {
    const { partner, mode } = model;
    // A mail is no place to learn an address from: it is the page that names the host.
    const confirmation = { mode, signInHost: null };
    return mail(
        {
            subject: subject(model),
            from: partner.name,
            title: confirmTitle(partner),
            preview: preview(model),
            blocks: [
                paragraph(whyYou(model)),
                paragraph(onlyYouDecide(partner)),
                requestFacts(model),
                ...noteBlocks(model),
                { kind: 'link', label: OPEN_LINK, href: model.link },
                paragraph(opening(model)),
                ...otherRequestsInMail(model.others),
                heading(HEADINGS.does),
                list(saveDoes(partner, confirmation)),
                ...(model.replaces ? [callout('caution', ...replacing(partner))] : []),
                heading(HEADINGS.doesNot),
                list(saveDoesNot(partner, confirmation)),
                heading(HEADINGS.sees),
                list(partnerSees(partner)),
                heading(HEADINGS.undo),
                paragraph(takingBack(partner)),
                heading(HEADINGS.decline),
                paragraph(sayingNo(model)),
                heading(HEADINGS.genuine),
                list(checkingPage(partner, confirmation)),
                heading(HEADINGS.byHand),
                paragraph(byHand(partner, mode === 'signin')),
                ...(mode === 'signin' ? [heading(HEADINGS.otherWays), paragraph(otherWaysThere(partner))] : []),
                heading(HEADINGS.ask),
                paragraph(asking(partner)),
                paragraph(unexpected(partner)),
            ],
            footer: footer(model),
            stop: stopping(partner, model.optOutLink),
        },
        language,
    );
};
