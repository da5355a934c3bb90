import { facts, paragraph } from '../blocks.ts';
import type { Language } from '../languages/language.ts';
import { otherRequestsInMail } from '../other-requests.ts';
import { askingBlocks } from '../request-facts.ts';
import type { Mail } from '../view-models.ts';
import { FACTS, OPEN, footer, notAnyMore, opening, preview, silent, stillSo } from '../words/ask-again.ts';
import { subject, title, whatWasSaid, why } from '../words/ask-again.ts';
import { FACTS as GUIDED } from '../words/guided-mail.ts';
import { wayThere } from '../words/guided-product.ts';
import { customerMail } from './customer-mail.ts';
import { genuineBlocks, guidedFacts } from './guided-facts.ts';
import type { AskAgainMailModel } from './guided-models.ts';

/** Asks whether what was said is still so: nobody else can see it. */
export const askAgainMail = (model: AskAgainMailModel, language: Language): Mail => {
    const { partner, product } = model;
    return customerMail(
        model,
        {
            subject: subject(model),
            title: title(model),
            preview: preview(model),
            blocks: [
                paragraph(whatWasSaid(model)),
                paragraph(why(model)),
                facts([
                    ...guidedFacts(partner, product),
                    { name: GUIDED.where, lines: [wayThere(product)] },
                    { name: FACTS.still, lines: [stillSo()] },
                    { name: FACTS.gone, lines: [notAnyMore(model)] },
                    { name: FACTS.silent, lines: [silent(model)] },
                ]),
                { kind: 'link', label: OPEN, href: model.link },
                paragraph(opening()),
                ...otherRequestsInMail(model.others),
                ...genuineBlocks(partner),
                ...askingBlocks(partner),
            ],
            footer: footer(model),
        },
        language,
    );
};
