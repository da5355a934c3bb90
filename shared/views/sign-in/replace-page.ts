import type { Language } from '../languages/language.ts';
import { html } from 'hono/html';
import { callout, facts, heading, list } from '../blocks.ts';
import { decisionButton, formToHtml } from '../forms.ts';
import { layout } from '../layout.ts';
import { pageBlocks } from '../page-blocks.ts';
import { phraseToHtml } from '../phrase-html.ts';
import { foreign, id, say } from '../phrase.ts';
import { subscriptionFacts } from '../request-facts.ts';
import { BUTTONS } from '../words/buttons.ts';
import { FACTS as REQUEST_FACTS } from '../words/request.ts';
import { HEADINGS, replaceDoes, replaceTitle, unknownId } from '../words/sign-in/change.ts';
import { FACTS, accountName, leaving, nothingYet } from '../words/sign-in/common.ts';
import type { ReplacePageModel } from './models.ts';

/** The review of replacing another partner ID that the partner's application carries in the tenant. */
export function replacePage(model: ReplacePageModel, language: Language): string {
    const { partner, subscription, account, currentPartnerId, form } = model;
    return layout(
        {
            title: replaceTitle(model),
            body: html`${pageBlocks(
                    [
                        callout('neutral', ...nothingYet(BUTTONS.replace)),
                        facts([
                            { name: FACTS.account, lines: [accountName(account)] },
                            { name: REQUEST_FACTS.partner, lines: [say`${foreign(partner.name)}`] },
                            {
                                name: FACTS.currentId,
                                lines: [currentPartnerId === null ? unknownId() : say`${id(currentPartnerId)}`],
                            },
                            { name: FACTS.newId, lines: [say`${id(partner.id)}`] },
                            ...subscriptionFacts(subscription),
                        ]),
                        heading(HEADINGS.replaces),
                        list(replaceDoes(model)),
                    ],
                    language,
                )}
                ${formToHtml(form, [decisionButton('replace', BUTTONS.replace, language)])}
                <p class="aside">${phraseToHtml(leaving(), language)}</p>`,
            partnerName: partner.name,
            contact: partner.contact,
        },
        language,
    );
}
