import type { Language } from '../languages/language.ts';
import { html } from 'hono/html';
import { callout, facts, heading, list } from '../blocks.ts';
import { choiceToHtml, decisionButton, formToHtml, groupToHtml } from '../forms.ts';
import { layout } from '../layout.ts';
import type { Markup } from '../markup.ts';
import { pageBlocks } from '../page-blocks.ts';
import { phraseToHtml } from '../phrase-html.ts';
import { partnerFacts, subscriptionFacts } from '../request-facts.ts';
import { BUTTONS } from '../words/buttons.ts';
import {
    HEADINGS,
    aboveHelp,
    aboveHint,
    aboveLabel,
    noRoleHere,
    removeDoes,
    removeTitle,
    roleAt,
} from '../words/sign-in/change.ts';
import { FACTS, accountName, leaving, nothingYet } from '../words/sign-in/common.ts';
import type { RemovePageModel } from './models.ts';

const above = (model: RemovePageModel, language: Language): Markup | '' =>
    model.above.length === 0
        ? ''
        : groupToHtml(
              HEADINGS.above,
              [
                  html`<p class="help">${phraseToHtml(aboveHelp(model), language)}</p>`,
                  pageBlocks([list(model.above.map(roleAt))], language),
                  choiceToHtml(
                      { type: 'checkbox', name: 'above', value: 'yes', label: aboveLabel, hints: [aboveHint] },
                      language,
                  ),
              ],
              language,
          );

/** The review of taking it back: what goes, what stays, and the button. */
export function removePage(model: RemovePageModel, language: Language): string {
    const { partner, subscription, account, removed, form } = model;
    return layout(
        {
            title: removeTitle(partner),
            body: html`${pageBlocks(
                    [
                        callout('neutral', ...nothingYet(BUTTONS.remove)),
                        facts([
                            { name: FACTS.account, lines: [accountName(account)] },
                            { name: FACTS.roles, lines: removed.length === 0 ? [noRoleHere()] : removed.map(roleAt) },
                            ...subscriptionFacts(subscription),
                            ...partnerFacts(partner),
                        ]),
                        heading(HEADINGS.removes),
                        list(removeDoes(model)),
                    ],
                    language,
                )}
                ${formToHtml(form, [above(model, language), decisionButton('remove', BUTTONS.remove, language)])}
                <p class="aside">${phraseToHtml(leaving(), language)}</p>`,
            partnerName: partner.name,
            contact: partner.contact,
        },
        language,
    );
}
