import type { Language } from '../languages/language.ts';
import { html } from 'hono/html';
import { choiceToHtml, decisionButton, formToHtml, groupToHtml, settledToHtml } from '../forms.ts';
import type { Markup } from '../markup.ts';
import { phraseToHtml } from '../phrase-html.ts';
import { foreign, id, say } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import { BUTTONS } from '../words/buttons.ts';
import {
    LEGENDS,
    NO_GROUP,
    ROOT_HINT,
    ROOT_TICK,
    furtherHelp,
    furtherMore,
    furtherSummary,
    groupHelp,
    groupHint,
    readerHints,
    readerLabel,
    thisIsAsked,
} from '../words/sign-in/review-choices.ts';
import type { OfferedManagementGroup, ReviewPageModel } from './models.ts';

/** A longer list is opened by whoever wants it. */
const LIST_AT_ONCE = 8;

const helpToHtml = (words: Phrase, language: Language): Markup =>
    html`<p class="help">${phraseToHtml(words, language)}</p>`;

const thisSubscription = ({ subscription, held, delegated }: ReviewPageModel, language: Language): Markup => {
    const itsId = say`${id(subscription.id)}`;
    const remark = thisIsAsked(delegated || held.length > 0);
    return groupToHtml(
        LEGENDS.this,
        subscription.name === null
            ? settledToHtml(itsId, [remark], language)
            : settledToHtml(say`${foreign(subscription.name)}`, [itsId, remark], language),
        language,
    );
};

function furtherSubscriptions(model: ReviewPageModel, language: Language): Markup | '' {
    const { furtherSubscriptions: offered, moreSubscriptions: more } = model;
    if (offered.length === 0 && more === 0) return '';
    const rows = offered.map(({ id: value, name }) =>
        choiceToHtml(
            {
                type: 'checkbox',
                name: 'subscription',
                value,
                label: say`${foreign(name)}`,
                hints: [say`${id(value)}`],
            },
            language,
        ),
    );
    const listed =
        rows.length > LIST_AT_ONCE
            ? html`<details>
                  <summary>${phraseToHtml(furtherSummary(rows.length), language)}</summary>
                  ${rows}
              </details>`
            : html`${rows}`;
    return groupToHtml(
        LEGENDS.further,
        [
            ...(rows.length === 0 ? [] : [helpToHtml(furtherHelp(model), language), listed]),
            ...(more === 0 ? [] : [helpToHtml(furtherMore(more), language)]),
        ],
        language,
    );
}

const groupChoice = (group: OfferedManagementGroup, language: Language): Markup[] => [
    choiceToHtml(
        {
            type: 'radio',
            name: 'managementGroup',
            value: group.id,
            label: say`${foreign(group.name)}`,
            hints: [say`${id(group.id)}`, groupHint(group)],
        },
        language,
    ),
    ...(group.isRoot
        ? [
              html`<div class="within">
                  ${choiceToHtml(
                      {
                          type: 'checkbox',
                          name: 'root',
                          value: 'yes',
                          label: ROOT_TICK,
                          hints: [ROOT_HINT],
                      },
                      language,
                  )}
              </div>`,
          ]
        : []),
];

const managementGroups = (model: ReviewPageModel, language: Language): Markup | '' =>
    model.managementGroups.length === 0
        ? ''
        : groupToHtml(
              LEGENDS.group,
              [
                  helpToHtml(groupHelp(model), language),
                  choiceToHtml(
                      {
                          type: 'radio',
                          name: 'managementGroup',
                          value: '',
                          label: NO_GROUP,
                          hints: [],
                          chosen: true,
                      },
                      language,
                  ),
                  ...model.managementGroups.flatMap((group) => groupChoice(group, language)),
              ],
              language,
          );

const reader = (model: ReviewPageModel, language: Language): Markup =>
    groupToHtml(
        LEGENDS.reader,
        choiceToHtml(
            {
                type: 'checkbox',
                name: 'reader',
                value: 'yes',
                label: readerLabel(model),
                hints: readerHints(model),
            },
            language,
        ),
        language,
    );

/** What may be chosen beside what was asked for, and the button. Nothing is ticked beforehand. */
export const reviewForm = (model: ReviewPageModel, language: Language): Markup =>
    formToHtml(model.form, [
        thisSubscription(model, language),
        furtherSubscriptions(model, language),
        managementGroups(model, language),
        reader(model, language),
        decisionButton('save', BUTTONS.save, language),
    ]);
