import type { Language } from '../languages/language.ts';
import { heading, list, paragraph } from '../blocks.ts';
import { mail } from './mail.ts';
import { otherRequestsInMail } from '../other-requests.ts';
import { noteBlocks, requestFacts } from '../request-facts.ts';
import type { Mail, ReminderMailModel } from '../view-models.ts';
import { OPEN_LINK } from '../words/invite-mail.ts';
import { helping } from '../words/help/helping.ts';
import { stopping } from '../words/opt-out.ts';
import { footer, preview, sameLink, sayingNo, subject, title, whatIsOpen } from '../words/reminder-mail.ts';
import { HEADINGS, asking, checkingPage, onlyYouDecide, unexpected } from '../words/request.ts';

/** Reminds of a request that nobody has answered: who asks, what is open and until when, how to say no, how to stop it. */
export const reminderMail = (model: ReminderMailModel, language: Language): Mail => {
    const { partner, mode } = model;
    return mail(
        {
            subject: subject(model),
            from: partner.name,
            title: title(model),
            preview: preview(model),
            blocks: [
                paragraph(whatIsOpen(model)),
                paragraph(onlyYouDecide(partner)),
                requestFacts(model),
                ...noteBlocks(model),
                { kind: 'link', label: OPEN_LINK, href: model.link },
                paragraph(sameLink()),
                ...otherRequestsInMail(model.others),
                heading(HEADINGS.decline),
                paragraph(sayingNo(model)),
                heading(HEADINGS.genuine),
                list(checkingPage(partner, { mode, signInHost: null })),
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
