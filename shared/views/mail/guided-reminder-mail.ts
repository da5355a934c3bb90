import { facts, heading, paragraph } from '../blocks.ts';
import type { Language } from '../languages/language.ts';
import { otherRequestsInMail } from '../other-requests.ts';
import { askingBlocks, invitedByFacts, noteBlocks } from '../request-facts.ts';
import type { Mail } from '../view-models.ts';
import { onlyYou } from '../words/guided-mail.ts';
import { doneAlready, preview, subject, title, whatIsOpen } from '../words/guided-reminder.ts';
import { OPEN_LINK } from '../words/invite-mail.ts';
import { footer, sameLink, sayingNo } from '../words/reminder-mail.ts';
import { FACTS as REQUEST, HEADINGS, until } from '../words/request.ts';
import { customerMail } from './customer-mail.ts';
import { genuineBlocks, guidedFacts } from './guided-facts.ts';
import type { GuidedReminderMailModel } from './guided-models.ts';

/** Reminds of a request that nobody has answered: it may have been done all the same. */
export const guidedReminderMail = (model: GuidedReminderMailModel, language: Language): Mail => {
    const { partner, product } = model;
    return customerMail(
        model,
        {
            subject: subject(model),
            title: title(model),
            preview: preview(model),
            blocks: [
                paragraph(whatIsOpen(model)),
                paragraph(onlyYou(partner)),
                facts([
                    ...guidedFacts(partner, product),
                    ...invitedByFacts(model),
                    { name: REQUEST.openUntil, lines: [until(model.openUntil)] },
                ]),
                ...noteBlocks(model),
                { kind: 'link', label: OPEN_LINK, href: model.link },
                paragraph(sameLink()),
                paragraph(doneAlready()),
                ...otherRequestsInMail(model.others),
                heading(HEADINGS.decline),
                paragraph(sayingNo(model)),
                ...genuineBlocks(partner),
                ...askingBlocks(partner),
            ],
            footer: footer(model),
        },
        language,
    );
};
