import { html } from 'hono/html';
import { REASONS } from '../../domain/coverage-reason.ts';
import { MISSING_SORTS } from '../../domain/ops/missing-list.ts';
import type { MissingPage, MissingQuery, MissingSort, OpsMissing } from '../../domain/ops/missing-list.ts';
import type { Markup } from '../markup.ts';
import { id, say } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import { countOf, NO_AUDIT, OPS_BUTTONS, stoppedEarly } from '../words/ops/words.ts';
import { nextStepWords } from '../words/ops/next-step.ts';
import { reasonWords } from '../words/report/changes.ts';
import { missingFor, NOTHING_MISSING } from '../words/report/lists.ts';
import { filters, hiddenField, inputField, selectField } from './ops-fields.ts';
import { opsLayout } from './ops-layout.ts';
import type { OpsFrame } from './ops-layout.ts';
import { card, linkButton, linkTo, pager, pathWith, rowLink } from './ops-parts.ts';
import { opsTable } from './ops-table.ts';
import { customerPath, OPS_PATHS } from './paths.ts';
import { customerWords, plainWords, subscriptionToHtml, subscriptionWords, words } from './words-html.ts';

const SORTS: Readonly<Record<MissingSort, string>> = {
    newest: 'First seen last',
    oldest: 'Missing for longest',
    customer: 'Customer',
    reason: 'Why',
};

/** The ways a subscription can be missing: the other reasons are of what is not known. */
export const MISSING_REASONS = REASONS.filter(
    (reason) => reason !== 'not-verifiable' && reason !== 'could-not-be-read',
);

const invitePrefilled = ({ subscriptionId, tenantId }: OpsMissing): string =>
    pathWith(OPS_PATHS.inviteOne, { subscriptionId, tenantId });

const rowOf = (row: OpsMissing, mayAct: boolean) => ({
    cells: [
        subscriptionToHtml(row),
        linkTo(customerPath(row.tenantId), words(customerWords(row))),
        words(reasonWords(row.reason)),
        words(missingFor(row.days, row.missingSince)),
        words(nextStepWords(row.nextStep)),
        ...(mayAct
            ? [
                  rowLink(
                      invitePrefilled(row),
                      OPS_BUTTONS.invite,
                      plainWords(say`${OPS_BUTTONS.invite}: ${subscriptionWords(row)}`),
                  ),
              ]
            : []),
    ],
});

/** The query as the address has it; what is the rule stays out of it. */
const missingAddress = ({
    sort,
    reason,
    tenantId,
    search,
}: Omit<MissingQuery, 'cursor'>): Record<string, string | undefined> => ({
    sort: sort === 'newest' ? undefined : sort,
    reason,
    tenantId,
    search,
});

const filterForm = (query: MissingQuery): Markup =>
    filters(OPS_PATHS.missing, [
        inputField({ name: 'search', label: 'Search', type: 'search', value: query.search ?? '' }),
        selectField({ name: 'reason', label: 'Why', value: query.reason ?? '' }, [
            { value: '', words: 'All' },
            ...MISSING_REASONS.map((reason) => ({ value: reason, words: plainWords(reasonWords(reason)) })),
        ]),
        selectField(
            { name: 'sort', label: 'Order', value: query.sort },
            MISSING_SORTS.map((sort) => ({ value: sort, words: SORTS[sort] })),
        ),
        query.tenantId === undefined ? html`` : hiddenField('tenantId', query.tenantId),
    ]);

function foundWords(page: MissingPage): Phrase {
    const { found, isAudited, counts } = page;
    if (!isAudited && counts.count === 0) return NO_AUDIT;
    return found === null || found === counts.count
        ? say`${countOf(counts.count, 'subscription is', 'subscriptions are')} missing.`
        : say`${found} of the ${counts.count} that are missing.`;
}

function listToHtml(page: MissingPage, query: MissingQuery, mayAct: boolean): Markup {
    const cut = stoppedEarly(page.looked);
    const isFiltered = query.reason !== undefined || query.search !== undefined || query.tenantId !== undefined;
    const nothing = isFiltered
        ? html`<p>Nothing that is missing fits this.</p>`
        : html`<p>${words(NOTHING_MISSING)}</p>`;
    if (!page.isAudited && page.counts.count === 0) return html`<p>What is missing will stand here.</p>`;
    return html`${
        page.items.length === 0
            ? nothing
            : opsTable(
                  'Missing subscriptions',
                  [
                      { name: 'Subscription' },
                      { name: 'Customer' },
                      { name: 'Why' },
                      { name: 'Missing for' },
                      { name: 'Next step', isProse: true },
                      ...(mayAct ? [{ name: 'Action' }] : []),
                  ],
                  page.items.map((row) => rowOf(row, mayAct)),
              )
    }
    ${cut === null ? '' : html`<p class="quiet">${words(cut)}</p>`}
    ${pager(OPS_PATHS.missing, missingAddress(query), { cursor: query.cursor, next: page.cursor ?? undefined })}`;
}

/** What is missing, with reason, age, next step and customer. */
export const missingPage = (page: MissingPage, query: MissingQuery, frame: OpsFrame): string =>
    opsLayout(
        {
            title: say`Missing`,
            section: 'Missing',
            asOf: page.asOf,
            actions: [linkButton(pathWith(OPS_PATHS.missingCsv, missingAddress(query)), OPS_BUTTONS.export)],
            body: html`${filterForm(query)}
                <p>
                    ${words(foundWords(page))}
                    ${
                        query.tenantId === undefined
                            ? ''
                            : html`${words(say`Of the tenant ${id(query.tenantId)} alone.`)}
                              ${linkTo(OPS_PATHS.missing, 'Show all customers')}`
                    }
                </p>
                ${card(listToHtml(page, query, frame.mayAct))}`,
        },
        frame,
    );
