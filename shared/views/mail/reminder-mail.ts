import type { Language } from '../languages/language.ts';
import { heading, list, paragraph } from '../blocks.ts';
import { customerMail } from './customer-mail.ts';
import { otherRequestsInMail } from '../other-requests.ts';
import { askingBlocks, noteBlocks, requestFacts } from '../request-facts.ts';
import type { Mail, ReminderMailModel } from '../view-models.ts';
import { OPEN_LINK } from '../words/invite-mail.ts';
import { footer, preview, sameLink, sayingNo, subject, title, whatIsOpen } from '../words/reminder-mail.ts';
import { HEADINGS, checkingPage, onlyYouDecide } from '../words/request.ts';

/** Reminds of a request that nobody has answered: who asks, what is open and until when, how to say no, how to stop it. */
export const reminderMail = (model: ReminderMailModel, language: Language): Mail => {
    const { partner, mode } = model;
    return customerMail(
        model,
        {
            subject: subject(model),
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
                ...askingBlocks(partner),
            ],
            footer: footer(model),
        },
        language,
    );
};
