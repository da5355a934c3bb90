import { html } from 'hono/html';
import { INVITE_STATUSES } from '../../domain/invite.ts';
import type { InvitesPage, InvitesQuery } from '../../domain/ops/invite-list.ts';
import { PRODUCTS } from '../../domain/products/product.ts';
import type { Markup } from '../markup.ts';
import { id, say } from '../phrase.ts';
import { PRODUCT_LABELS } from '../words/products.ts';
import { STATUS } from '../words/ops/status.ts';
import { countOf, OPS_BUTTONS, stoppedEarly } from '../words/ops/words.ts';
import { inviteTable } from './invite-table.ts';
import { filters, hiddenField, inputField, selectField } from './ops-fields.ts';
import { opsLayout } from './ops-layout.ts';
import type { OpsFrame } from './ops-layout.ts';
import { card, linkButton, linkTo, pager, pathWith } from './ops-parts.ts';
import { OPS_PATHS } from './paths.ts';
import { words } from './words-html.ts';

const addressOf = ({ status, product, tenantId, search }: InvitesQuery): Record<string, string | undefined> => ({
    status,
    product,
    tenantId,
    search,
});

const filterForm = ({ status, product, tenantId, search }: InvitesQuery): Markup =>
    filters(OPS_PATHS.invites, [
        inputField({ name: 'search', label: 'Search', type: 'search', value: search ?? '' }),
        selectField({ name: 'status', label: 'Status', value: status ?? '' }, [
            { value: '', words: 'Any' },
            ...INVITE_STATUSES.map((value) => ({ value, words: STATUS[value].name })),
        ]),
        selectField({ name: 'product', label: 'Product', value: product ?? '' }, [
            { value: '', words: 'Any' },
            ...PRODUCTS.map((value) => ({ value, words: PRODUCT_LABELS[value] })),
        ]),
        tenantId === undefined ? html`` : hiddenField('tenantId', tenantId),
    ]);

const foundToHtml = ({ found }: InvitesPage, { tenantId }: InvitesQuery): Markup | '' => {
    const counted = found === null ? '' : words(say`${countOf(found, 'invite', 'invites')}.`);
    const narrowed =
        tenantId === undefined
            ? ''
            : html`${words(say`Of the tenant ${id(tenantId)} alone.`)}
              ${linkTo(OPS_PATHS.invites, 'Show all customers')}`;
    return counted === '' && narrowed === '' ? '' : html`<p>${counted} ${narrowed}</p>`;
};

/** The invites, newest first. */
export const invitesPage = (page: InvitesPage, query: InvitesQuery, frame: OpsFrame): string => {
    const cut = stoppedEarly(page.looked);
    const isFiltered = Object.values(addressOf(query)).some((value) => value !== undefined);
    const exports = linkButton(pathWith(OPS_PATHS.invitesCsv, addressOf(query)), OPS_BUTTONS.export);
    return opsLayout(
        {
            title: say`Invites`,
            section: 'Invites',
            asOf: page.asOf,
            actions: frame.mayAct
                ? [
                      linkButton(OPS_PATHS.inviteOne, OPS_BUTTONS.invite, true),
                      linkButton(OPS_PATHS.inviteMany, OPS_BUTTONS.inviteMany),
                      exports,
                  ]
                : [exports],
            body: html`${filterForm(query)} ${foundToHtml(page, query)}
            ${card(
                html`${
                    page.items.length === 0
                        ? html`<p>${isFiltered ? 'No invite fits this.' : 'Nobody has been invited yet.'}</p>`
                        : inviteTable(page.items)
                }
                ${cut === null ? '' : html`<p class="quiet">${words(cut)}</p>`}
                ${pager(OPS_PATHS.invites, addressOf(query), { cursor: query.cursor, next: page.cursor ?? undefined })}`,
            )}`,
        },
        frame,
    );
};
