import { html } from 'hono/html';
import type { OpsCoverage } from '../../domain/ops/overview.ts';
import { CHANGE_KINDS } from '../../domain/report.ts';
import type { CoveragePoint, ReportedChange } from '../../domain/report.ts';
import type { FailedTenant } from '../../domain/ops/runs.ts';
import { ENGLISH } from '../languages/language.ts';
import type { Markup } from '../markup.ts';
import { day, id, say } from '../phrase.ts';
import { chartToHtml } from '../report/chart-page.ts';
import { changeCount, changeWords, reasonWords } from '../words/report/changes.ts';
import { PARTS } from '../words/report/chart.ts';
import { firstOf } from '../words/report/lists.ts';
import { barWords, historySummary } from '../words/report/report.ts';
import { card, linkTo } from './ops-parts.ts';
import { opsTable } from './ops-table.ts';
import { customerPath } from './paths.ts';
import { customerWords, subscriptionToHtml, words } from './words-html.ts';

/** Runs in the picture. */
const MOST_BARS = 30;

export const trendCard = (trend: readonly CoveragePoint[]): Markup =>
    card(
        chartToHtml(
            {
                kind: 'chart',
                summary: historySummary(trend.slice(-MOST_BARS)),
                legend: [
                    { name: PARTS.covered, tone: 'good' },
                    { name: PARTS.unknown, tone: 'neutral' },
                    { name: PARTS.missing, tone: 'caution' },
                ],
                bars: trend.slice(-MOST_BARS).map(({ finishedAt, totals }) => ({
                    label: say`${day(finishedAt)}`,
                    words: barWords(totals),
                    counts: [totals.covered, totals.unknown, totals.missing],
                })),
            },
            ENGLISH,
        ),
        'Coverage, audit by audit',
    );

const customerLink = (of: { tenantId: string; customerName: string | null }): Markup =>
    linkTo(customerPath(of.tenantId), words(customerWords(of)));

const changedTable = (changed: readonly ReportedChange[]): Markup =>
    opsTable(
        'What is new',
        [{ name: 'Subscription' }, { name: 'Customer' }, { name: 'Change' }],
        changed.map((change) => ({
            cells: [subscriptionToHtml(change), customerLink(change), words(changeWords(change))],
        })),
    );

export function newsCard({ changes, changed, trend }: OpsCoverage): Markup {
    const kinds = CHANGE_KINDS.filter((kind) => changes[kind] > 0);
    const count = kinds.reduce((sum, kind) => sum + changes[kind], 0);
    if (count === 0 && changed.length === 0) {
        const first = trend.length < 2;
        return card(
            html`<p>${first ? 'This is the first audit: there is nothing to compare it with.' : 'Nothing.'}</p>`,
            'What is new',
        );
    }
    return card(
        html`<ul>
                ${kinds.map((kind) => html`<li>${words(changeCount(kind, changes[kind]))}</li>`)}
            </ul>
            ${changed.length === 0 ? '' : changedTable(changed)}
            ${
                count > changed.length && changed.length > 0
                    ? html`<p class="quiet">${words(firstOf(changed.length, count))}</p>`
                    : ''
            }`,
        'What is new',
    );
}

/** Tenants that a run could not audit; what was known of them stays as it was. */
export function failedCard({ count, items }: { count: number; items: readonly FailedTenant[] }): Markup | '' {
    if (count === 0) return '';
    return card(
        html`<p>What was known of these stays as it was.</p>
            ${opsTable(
                'Tenants that could not be audited',
                [{ name: 'Customer' }, { name: 'Why' }, { name: 'Tenant' }],
                items.map((tenant) => ({
                    cells: [
                        customerLink(tenant),
                        words(reasonWords(tenant.reason)),
                        words(say`${id(tenant.tenantId)}`),
                    ],
                })),
            )}
            ${count > items.length ? html`<p class="quiet">${words(firstOf(items.length, count))}</p>` : ''}`,
        'Tenants that could not be audited',
    );
}

export const partialCard = ({
    count,
    items,
}: {
    count: number;
    items: readonly { tenantId: string; customerName: string | null }[];
}): Markup | '' =>
    count === 0
        ? ''
        : card(
              html`<p>
                      We hold no role at the root management group of these, so a new subscription may be missing
                      without showing.
                  </p>
                  <ul>
                      ${items.map((tenant) => html`<li>${customerLink(tenant)}</li>`)}
                  </ul>
                  ${count > items.length ? html`<p class="quiet">${words(firstOf(items.length, count))}</p>` : ''}`,
              'Tenants seen in part',
          );
