import { daysBetween } from '../../domain/days-between.ts';
import type { Report, ReportedTenant } from '../../domain/report.ts';
import type { Some } from '../../domain/some.ts';
import { AGES } from '../../domain/report/missing.ts';
import { heading, list, paragraph, table } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { day, foreign, id, say } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import { reasonWords } from '../words/report/changes.ts';
import {
    attestedNote,
    attestedProductsNote,
    SAID_STATES,
    endsSoonNote,
    failedNote,
    firstOf,
    missingFor,
    partialNote,
} from '../words/report/lists.ts';
import { COLUMNS, HEADINGS } from '../words/report/report.ts';
import { productWords } from '../words/products.ts';

interface Named {
    tenantId: string;
    customerName: string | null;
}

/** Whoever has no name is known by the ID. */
export const customer = ({ tenantId, customerName }: Named): Phrase =>
    customerName === null || customerName === tenantId ? say`${id(tenantId)}` : say`${foreign(customerName)}`;

export const subscription = ({
    subscriptionId,
    displayName,
}: {
    subscriptionId: string;
    displayName: string;
}): Phrase =>
    displayName === subscriptionId ? say`${id(subscriptionId)}` : say`${foreign(displayName)} ${id(subscriptionId)}`;

/** Said behind a list that is not all. */
export const cut = ({ count, items }: Some<unknown>): Block[] =>
    count > items.length ? [paragraph(firstOf(items.length, count))] : [];

export const customersBlocks = ({ missing: { customers } }: Report): Block[] => [
    heading(HEADINGS.customers),
    table(
        [
            { name: COLUMNS.customer },
            ...AGES.map((age) => ({ name: COLUMNS.ages[age], isNumber: true })),
            { name: COLUMNS.all, isNumber: true },
        ],
        customers.items.map((each) => [
            customer(each),
            ...AGES.map((age) => say`${String(each.ages[age])}`),
            say`${String(each.count)}`,
        ]),
    ),
    ...cut(customers),
];

/** @param more how to get all of them */
export const oldestBlocks = ({ missing, at }: Report, more: Phrase | null): Block[] => [
    heading(HEADINGS.oldest),
    table(
        [
            { name: COLUMNS.customer },
            { name: COLUMNS.subscription },
            { name: COLUMNS.reason },
            { name: COLUMNS.missingFor },
        ],
        missing.oldest.map((row) => [
            customer(row),
            subscription(row),
            reasonWords(row.reason),
            missingFor(daysBetween(row.missingSince, at), row.missingSince),
        ]),
    ),
    ...cut({ count: missing.count, items: missing.oldest }),
    ...(more === null ? [] : [paragraph(more)]),
];

export const endsSoonBlocks = ({ endsSoon }: Report): Block[] =>
    endsSoon.count === 0
        ? []
        : [
              heading(HEADINGS.endsSoon),
              paragraph(endsSoonNote()),
              table(
                  [{ name: COLUMNS.customer }, { name: COLUMNS.subscription }, { name: COLUMNS.until }],
                  endsSoon.items.map((role) => [customer(role), subscription(role), say`${day(role.coveredUntil)}`]),
              ),
              ...cut(endsSoon),
          ];

export const failedBlocks = ({ failed }: Report): Block[] =>
    failed.count === 0
        ? []
        : [
              heading(HEADINGS.failed),
              paragraph(failedNote()),
              table(
                  [{ name: COLUMNS.customer }, { name: COLUMNS.reason }],
                  failed.items.map((tenant) => [customer(tenant), reasonWords(tenant.reason)]),
              ),
              ...cut(failed),
          ];

const tenant = (one: ReportedTenant): Phrase =>
    one.customerName === null ? customer(one) : say`${customer(one)}, tenant ${id(one.tenantId)}`;

export const partialBlocks = ({ partial }: Report): Block[] =>
    partial.count === 0
        ? []
        : [heading(HEADINGS.partial), paragraph(partialNote()), list(partial.items.map(tenant)), ...cut(partial)];

export const attestedBlocks = ({ attested }: Report): Block[] =>
    attested.count === 0
        ? []
        : [
              heading(HEADINGS.attested),
              paragraph(attestedNote()),
              table(
                  [{ name: COLUMNS.customer }, { name: COLUMNS.subscription }, { name: COLUMNS.saidOn }],
                  attested.items.map((link) => [customer(link), say`${id(link.subscriptionId)}`, say`${day(link.at)}`]),
              ),
              ...cut(attested),
          ];

export const attestedProductsBlocks = ({ attestedProducts }: Report): Block[] =>
    attestedProducts.count === 0
        ? []
        : [
              heading(HEADINGS.attestedProducts),
              paragraph(attestedProductsNote()),
              table(
                  [
                      { name: COLUMNS.customer },
                      { name: COLUMNS.product },
                      { name: COLUMNS.saidOn },
                      { name: COLUMNS.state },
                  ],
                  attestedProducts.items.map((one) => [
                      customer(one),
                      productWords(one),
                      say`${day(one.at)}`,
                      SAID_STATES[one.state],
                  ]),
              ),
              ...cut(attestedProducts),
          ];
