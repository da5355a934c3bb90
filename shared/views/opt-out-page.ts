import type { Language } from './languages/language.ts';
import { html } from 'hono/html';
import { heading, list, paragraph } from './blocks.ts';
import { decisionButton, formToHtml } from './forms.ts';
import { layout } from './layout.ts';
import { pageBlocks } from './page-blocks.ts';
import type { OptOutPageModel } from './view-models.ts';
import { BUTTONS } from './words/buttons.ts';
import { HEADINGS, intro, stays, stops, title, undo } from './words/opt-out.ts';

/** Where a mailbox asks for no more mails of our own accord, or allows them again. It does not say whose mailbox it is. */
export function optOutPage(model: OptOutPageModel, language: Language): string {
    const { partner, action, optedOutAt } = model;
    const button =
        optedOutAt === null
            ? decisionButton('stop', BUTTONS.stop, language)
            : decisionButton('allow', BUTTONS.allow, language, false);
    const toKnow = [
        heading(HEADINGS.stops),
        list(stops(model)),
        heading(HEADINGS.stays),
        list(stays()),
        heading(HEADINGS.undo),
        paragraph(undo(model)),
    ];
    return layout(
        {
            title: title(model),
            body: html`${pageBlocks([paragraph(intro(model))], language)}
            ${formToHtml({ action, hidden: [] }, [button])} ${pageBlocks(toKnow, language)}`,
            partnerName: partner.name,
            contact: partner.contact,
        },
        language,
    );
}
