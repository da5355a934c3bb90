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
} from '../words/sign-in/review.ts';
import type { OfferedManagementGroup, ReviewPageModel } from './models.ts';

/** A longer list is opened by whoever wants it. */
const LIST_AT_ONCE = 8;

const helpToHtml = (words: Phrase): Markup => html`<p class="help">${phraseToHtml(words)}</p>`;

const thisSubscription = ({ subscription, held, delegated }: ReviewPageModel): Markup => {
    const itsId = say`${id(subscription.id)}`;
    const remark = thisIsAsked(delegated || held.length > 0);
    return groupToHtml(
        LEGENDS.this,
        subscription.name === null
            ? settledToHtml(itsId, [remark])
            : settledToHtml(say`${foreign(subscription.name)}`, [itsId, remark]),
    );
};

function furtherSubscriptions(model: ReviewPageModel): Markup | '' {
    const { furtherSubscriptions: offered, moreSubscriptions: more } = model;
    if (offered.length === 0 && more === 0) return '';
    const rows = offered.map(({ id: value, name }) =>
        choiceToHtml({
            type: 'checkbox',
            name: 'subscription',
            value,
            label: say`${foreign(name)}`,
            hints: [say`${id(value)}`],
        }),
    );
    const listed =
        rows.length > LIST_AT_ONCE
            ? html`<details>
                  <summary>${furtherSummary(rows.length)}</summary>
                  ${rows}
              </details>`
            : html`${rows}`;
    return groupToHtml(LEGENDS.further, [
        ...(rows.length === 0 ? [] : [helpToHtml(furtherHelp(model)), listed]),
        ...(more === 0 ? [] : [helpToHtml(furtherMore(more))]),
    ]);
}

const groupChoice = (group: OfferedManagementGroup): Markup[] => [
    choiceToHtml({
        type: 'radio',
        name: 'managementGroup',
        value: group.id,
        label: say`${foreign(group.name)}`,
        hints: [say`${id(group.id)}`, groupHint(group)],
    }),
    ...(group.isRoot
        ? [
              html`<div class="within">
                  ${choiceToHtml({
                      type: 'checkbox',
                      name: 'root',
                      value: 'yes',
                      label: ROOT_TICK,
                      hints: [ROOT_HINT],
                  })}
              </div>`,
          ]
        : []),
];

const managementGroups = (model: ReviewPageModel): Markup | '' =>
    model.managementGroups.length === 0
        ? ''
        : groupToHtml(LEGENDS.group, [
              helpToHtml(groupHelp(model)),
              choiceToHtml({
                  type: 'radio',
                  name: 'managementGroup',
                  value: '',
                  label: NO_GROUP,
                  hints: [],
                  chosen: true,
              }),
              ...model.managementGroups.flatMap(groupChoice),
          ]);

const reader = (model: ReviewPageModel): Markup =>
    groupToHtml(
        LEGENDS.reader,
        choiceToHtml({
            type: 'checkbox',
            name: 'reader',
            value: 'yes',
            label: readerLabel(model),
            hints: readerHints(model),
        }),
    );

/** What may be chosen beside what was asked for, and the button. Nothing is ticked beforehand. */
export const reviewForm = (model: ReviewPageModel): Markup =>
    formToHtml(model.form, [
        thisSubscription(model),
        furtherSubscriptions(model),
        managementGroups(model),
        reader(model),
        decisionButton('save', BUTTONS.save),
    ]);
