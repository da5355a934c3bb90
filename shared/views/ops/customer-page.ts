import { html } from 'hono/html';
import type { CustomerStory } from '../../domain/ops/customer-list.ts';
import type { CustomerAudit } from '../../domain/ops/runs.ts';
import { inQuestion } from '../../domain/report.ts';
import type { Markup } from '../markup.ts';
import { address, foreign, id, say, time } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import { SAID } from '../words/ops/said.ts';
import { ACCESS, DISCOVERY } from '../words/ops/status.ts';
import { OPS_BUTTONS } from '../words/ops/words.ts';
import { changeWords, reasonWords } from '../words/report/changes.ts';
import { firstOf, missingFor, NOTHING_MISSING } from '../words/report/lists.ts';
import { factsToHtml } from './ops-facts.ts';
import { inviteTable } from './invite-table.ts';
import { opsLayout } from './ops-layout.ts';
import type { OpsFrame } from './ops-layout.ts';
import { badge, card, linkButton, linkTo, pathWith, rowLink } from './ops-parts.ts';
import { opsTable } from './ops-table.ts';
import { auditPath, OPS_PATHS } from './paths.ts';
import { customerWords, plainWords, subscriptionToHtml, subscriptionWords, words } from './words-html.ts';

const NOT_YET = say`No finished audit got to this tenant yet.`;
const ATTACHED_SINCE = say`attached since the last audit`;

function standing({ standing: audit, customer }: CustomerStory): Markup {
    const { name, means } = DISCOVERY[customer.discovery];
    const link: Phrase =
        customer.link === null ? say`none that we see` : say`partner ID ${id(customer.link.partnerId)}`;
    const rows: [string, Phrase | null][] = [
        ['Tenant', say`${id(customer.tenantId)}`],
        ['Contact', customer.contactEmail === undefined ? null : say`${address(customer.contactEmail)}`],
        ['Partner ID', customer.partnerId === undefined ? null : say`${id(customer.partnerId)}`],
        [
            'Covered',
            audit === null
                ? NOT_YET
                : say`${audit.totals.covered} of ${inQuestion(audit.totals)}, ${audit.totals.missing} missing`,
        ],
        ['Access', say`${ACCESS[customer.access]}`],
        ['Our link', link],
        ['We see', say`${name}. ${means}`],
    ];
    return factsToHtml(rows);
}

const missingTable = ({ missing, standing: audit, attachedSince }: CustomerStory, mayAct: boolean): Markup =>
    missing.items.length === 0
        ? html`<p>${words(audit === null ? NOT_YET : NOTHING_MISSING)}</p>`
        : html`${opsTable(
              'Missing subscriptions',
              [
                  { name: 'Subscription' },
                  { name: 'Why' },
                  { name: 'Missing for' },
                  ...(mayAct ? [{ name: 'Action' }] : []),
              ],
              missing.items.map((row) => ({
                  cells: [
                      subscriptionToHtml(row),
                      words(attachedSince.includes(row.subscriptionId) ? ATTACHED_SINCE : reasonWords(row.reason)),
                      words(missingFor(row.days, row.missingSince)),
                      ...(mayAct && attachedSince.includes(row.subscriptionId) ? [''] : []),
                      ...(mayAct && !attachedSince.includes(row.subscriptionId)
                          ? [
                                rowLink(
                                    pathWith(OPS_PATHS.inviteOne, {
                                        subscriptionId: row.subscriptionId,
                                        tenantId: row.tenantId,
                                    }),
                                    OPS_BUTTONS.invite,
                                    plainWords(say`${OPS_BUTTONS.invite}: ${subscriptionWords(row)}`),
                                ),
                            ]
                          : []),
                  ],
              })),
          )}
          ${
              missing.count > missing.items.length
                  ? html`<p class="quiet">${words(firstOf(missing.items.length, missing.count))}</p>`
                  : ''
          }`;

const outcomeCell = ({ outcome, partial, reason }: CustomerAudit): Markup => {
    if (outcome === 'failed') {
        return html`${badge('bad', 'Failed')} ${reason === null ? '' : words(reasonWords(reason))}`;
    }
    return partial ? badge('caution', 'Done, seen in part') : badge('good', 'Done');
};

const auditsTable = ({ audits }: CustomerStory): Markup =>
    audits.length === 0
        ? html`<p>${words(NOT_YET)}</p>`
        : opsTable(
              'Audits',
              [
                  { name: 'Audit' },
                  { name: 'Outcome' },
                  { name: 'Covered', isNumber: true },
                  { name: 'Missing', isNumber: true },
              ],
              audits.map((audit) => ({
                  cells: [
                      linkTo(auditPath(audit.runId), words(say`${time(audit.finishedAt)}`)),
                      outcomeCell(audit),
                      words(say`${audit.totals.covered}`),
                      words(say`${audit.totals.missing}`),
                  ],
              })),
          );

const changesTable = ({ changes }: CustomerStory): Markup =>
    changes.length === 0
        ? html`<p>The last audits found nothing different.</p>`
        : opsTable(
              'What changed',
              [{ name: 'Subscription' }, { name: 'Change' }, { name: 'Found' }],
              changes.map((change) => ({
                  cells: [subscriptionToHtml(change), words(changeWords(change)), words(say`${time(change.at)}`)],
              })),
          );

const NOT_AUDITED =
    'No audit goes through this tenant: it was asked about nothing but products that it attaches by hand.';

const NOT_ABOUT_AZURE = say`Nobody has been invited about Azure yet.`;

const byHandTable = ({ byHand, customer }: CustomerStory): Markup =>
    html`<p class="quiet">${SAID.unseen}</p>
        ${inviteTable(byHand, { withCustomer: false })}
        <p>${linkTo(pathWith(OPS_PATHS.invites, { tenantId: customer.tenantId }), 'All invites of this customer')}</p>`;

/** Everything about one customer. */
export function customerPage(story: CustomerStory, frame: OpsFrame): string {
    const { tenantId, name } = story.customer;
    const { mayAct } = frame;
    return opsLayout(
        {
            title: customerWords({ tenantId, customerName: name }),
            section: 'Customers',
            asOf: story.asOf,
            actions: mayAct ? [linkButton(pathWith(OPS_PATHS.inviteOne, { tenantId }), OPS_BUTTONS.invite, true)] : [],
            body: html`${story.isAudited ? '' : card(html`<p>${NOT_AUDITED}</p>`)}
            ${card(standing(story), 'Where it stands')} ${card(missingTable(story, mayAct), 'Missing')}
            ${story.byHand.length === 0 ? '' : card(byHandTable(story), 'Products attached by hand')}
            ${card(
                story.invites.length === 0
                    ? html`<p>
                          ${words(story.byHand.length === 0 ? say`Nobody at ${foreign(name)} has been invited yet.` : NOT_ABOUT_AZURE)}
                      </p>`
                    : inviteTable(story.invites, { withCustomer: false }),
                'Invites',
            )}
            ${card(changesTable(story), 'What changed')} ${card(auditsTable(story), 'Audits')}`,
        },
        frame,
    );
}
