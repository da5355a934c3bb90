import { html } from 'hono/html';
import type { Discovery } from '../../domain/customer.ts';
import type { CustomersPage, CustomersQuery, CustomerSort, OpsCustomer } from '../../domain/ops/customer-list.ts';
import { inQuestion } from '../../domain/report.ts';
import type { Markup } from '../markup.ts';
import { say } from '../phrase.ts';
import { ACCESS, DISCOVERY } from '../words/ops/status.ts';
import { countOf, stoppedEarly } from '../words/ops/words.ts';
import { filters, inputField, selectField } from './ops-fields.ts';
import { opsLayout } from './ops-layout.ts';
import type { OpsFrame } from './ops-layout.ts';
import { badge, card, linkTo, pager, pathWith } from './ops-parts.ts';
import { opsTable } from './ops-table.ts';
import { customerPath, OPS_PATHS } from './paths.ts';
import { customerWords, words } from './words-html.ts';

const SORTS: Readonly<Record<CustomerSort, string>> = { missing: 'Most missing', name: 'Name' };

const coveredWords = ({ totals }: OpsCustomer) =>
    totals === null ? say`–` : say`${totals.covered} of ${inQuestion(totals)}`;

const missingCell = ({ tenantId, totals }: OpsCustomer): Markup => {
    if (totals === null) return words(say`–`);
    const count = words(say`${totals.missing}`);
    return totals.missing === 0 ? count : linkTo(pathWith(OPS_PATHS.missing, { tenantId }), count);
};

const rowOf = (customer: OpsCustomer) => {
    const { name, tone } = DISCOVERY[customer.discovery];
    return {
        cells: [
            linkTo(
                customerPath(customer.tenantId),
                words(customerWords({ tenantId: customer.tenantId, customerName: customer.name })),
            ),
            missingCell(customer),
            words(coveredWords(customer)),
            badge(tone, name),
            ACCESS[customer.access],
            customer.outcome === 'failed' ? badge('bad', 'Failed') : customer.outcome === null ? 'Not yet' : 'Done',
        ],
    };
};

const filterForm = (query: CustomersQuery): Markup =>
    filters(OPS_PATHS.customers, [
        inputField({ name: 'search', label: 'Search', type: 'search', value: query.search ?? '' }),
        selectField({ name: 'discovery', label: 'What we see', value: query.discovery ?? '' }, [
            { value: '', words: 'Any' },
            ...(Object.keys(DISCOVERY) as Discovery[]).map((value) => ({ value, words: DISCOVERY[value].name })),
        ]),
        selectField(
            { name: 'sort', label: 'Order', value: query.sort },
            (Object.keys(SORTS) as CustomerSort[]).map((value) => ({ value, words: SORTS[value] })),
        ),
    ]);

const addressOf = ({ sort, discovery, search }: CustomersQuery): Record<string, string | undefined> => ({
    sort: sort === 'missing' ? undefined : sort,
    discovery,
    search,
});

/** The customers, where most is missing first. */
export const customersPage = (page: CustomersPage, query: CustomersQuery, frame: OpsFrame): string => {
    const cut = stoppedEarly(page.looked);
    const isFiltered = query.search !== undefined || query.discovery !== undefined;
    return opsLayout(
        {
            title: say`Customers`,
            section: 'Customers',
            asOf: page.asOf,
            body: html`${filterForm(query)}
                <p>${words(say`${countOf(page.found, 'customer', 'customers')}.`)}</p>
                ${card(
                    html`${
                        page.items.length === 0
                            ? html`<p>
                                  ${isFiltered ? 'No customer fits this.' : 'There is no customer yet: invite one, or register it.'}
                              </p>`
                            : opsTable(
                                  'Customers',
                                  [
                                      { name: 'Customer' },
                                      { name: 'Missing', isNumber: true },
                                      { name: 'Covered', isNumber: true },
                                      { name: 'We see' },
                                      { name: 'Access' },
                                      { name: 'Last audit' },
                                  ],
                                  page.items.map(rowOf),
                              )
                    }
                    ${cut === null ? '' : html`<p class="quiet">${words(cut)}</p>`}
                    ${pager(OPS_PATHS.customers, addressOf(query), {
                        cursor: query.cursor,
                        next: page.cursor ?? undefined,
                    })}`,
                )}`,
        },
        frame,
    );
};
