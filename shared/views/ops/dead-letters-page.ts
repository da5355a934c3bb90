import { html } from 'hono/html';
import type { DeadLetter } from '../../domain/dead-letter.ts';
import type { DeadLettersPage, DeadLettersQuery } from '../../domain/ops/dead-letter-list.ts';
import type { Markup } from '../markup.ts';
import { foreign, id, say, time } from '../phrase.ts';
import { LETTER_REASONS, QUEUES } from '../words/ops/reasons.ts';
import { countOf, OPS_BUTTONS } from '../words/ops/words.ts';
import { opsLayout } from './ops-layout.ts';
import type { OpsFrame } from './ops-layout.ts';
import { actionButton, badge, card, linkTo, pager } from './ops-parts.ts';
import { opsTable } from './ops-table.ts';
import { auditPath, customerPath, invitePath, letterPath, OPS_PATHS } from './paths.ts';
import { plainWords, words } from './words-html.ts';

const whatWords = ({ queue, about }: DeadLetter): string =>
    about?.reportId === undefined ? (QUEUES[queue] ?? queue) : 'The report';

/** Leads to what it is about, where that can be looked at. */
const aboutCell = ({ about }: DeadLetter): Markup | string => {
    if (about?.inviteId !== undefined) return linkTo(invitePath(about.inviteId), 'The invite');
    const links = [
        ...(about?.tenantId === undefined ? [] : [linkTo(customerPath(about.tenantId), 'The customer')]),
        ...(about?.runId === undefined ? [] : [linkTo(auditPath(about.runId), 'The audit')]),
    ];
    return links.length === 0 ? '' : html`${links.map((link) => html`${link} `)}`;
};

const reasonCell = ({ reason, detail }: DeadLetter): Markup =>
    html`${words(LETTER_REASONS[reason] === undefined ? say`${id(reason)}` : say`${LETTER_REASONS[reason]}`)}
        <span class="id">${words(say`${foreign(detail)}`)}</span>`;

const retryCell = (letter: DeadLetter, mayAct: boolean): Markup | string => {
    if (letter.retriedAt !== null) {
        return html`${badge('good', 'Done again')} ${words(say`${time(letter.retriedAt)}`)}`;
    }
    // What is no message of ours cannot be done again.
    if (!mayAct || letter.about === null) return '';
    return actionButton(`${letterPath(letter.id)}/retry`, OPS_BUTTONS.retry, {
        small: true,
        what: plainWords(say`${OPS_BUTTONS.retry}: ${whatWords(letter)}, ${time(letter.deadLetteredAt)}`),
    });
};

/** What could not be done, newest first. */
export const deadLettersPage = (page: DeadLettersPage, query: DeadLettersQuery, frame: OpsFrame): string => {
    const { count, isComplete } = page.waiting;
    return opsLayout(
        {
            title: say`Dead letters`,
            section: 'Dead letters',
            asOf: page.asOf,
            body: html`<p>
                    ${
                        count === 0
                            ? 'Nothing waits for anybody here.'
                            : words(
                                  say`${isComplete ? '' : 'At least '}${countOf(count, 'of them waits', 'of them wait')} for somebody to have it done again.`,
                              )
                    }
                </p>
                ${card(
                    html`${
                        page.items.length === 0
                            ? html`<p>Everything could be done.</p>`
                            : opsTable(
                                  'Dead letters',
                                  [
                                      { name: 'What' },
                                      { name: 'Why' },
                                      { name: 'About' },
                                      { name: 'When' },
                                      { name: 'Again' },
                                  ],
                                  page.items.map((letter) => ({
                                      cells: [
                                          whatWords(letter),
                                          reasonCell(letter),
                                          aboutCell(letter),
                                          words(say`${time(letter.deadLetteredAt)}`),
                                          retryCell(letter, frame.mayAct),
                                      ],
                                  })),
                              )
                    }
                    ${pager(OPS_PATHS.deadLetters, {}, { cursor: query.cursor, next: page.cursor ?? undefined })}`,
                )}`,
        },
        frame,
    );
};
