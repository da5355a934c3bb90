import { html } from 'hono/html';
import type { OpsFunnel, OpsOverview } from '../../domain/ops/overview.ts';
import type { OpsRun } from '../../domain/ops/runs.ts';
import { PRODUCTS } from '../../domain/products/product.ts';
import type { Markup } from '../markup.ts';
import { say, time } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import { SAID } from '../words/ops/said.ts';
import { NO_AUDIT, OPS_BUTTONS } from '../words/ops/words.ts';
import { PRODUCT_LABELS } from '../words/products.ts';
import { atLeast, funnelRows } from '../words/report/funnel.ts';
import { failedCard, newsCard, trendCard } from './overview-coverage.ts';
import { overviewTiles } from './overview-tiles.ts';
import { opsLayout } from './ops-layout.ts';
import type { OpsFrame } from './ops-layout.ts';
import { actionButton, card, linkButton, linkTo, pathWith } from './ops-parts.ts';
import { opsTable } from './ops-table.ts';
import { OPS_PATHS } from './paths.ts';
import { LATER_SECONDS, runningToHtml, SOON_SECONDS } from './progress.ts';
import { words } from './words-html.ts';

const factToHtml = ([name, value]: readonly [name: Phrase, value: Phrase]): Markup =>
    html`<div>
        <dt>${words(name)}</dt>
        <dd>${words(value)}</dd>
    </div>`;

const funnelCard = (funnel: OpsFunnel): Markup =>
    card(
        html`<dl class="facts">${funnelRows(funnel).map(factToHtml)}</dl>
            ${funnel.isComplete ? '' : html`<p>${words(atLeast())}</p>`}
            <p class="quiet">${words(say`Counted ${time(funnel.asOf)}`)}</p>`,
        'From invited to attached',
    );

/** Beside the way of Azure: said and seen are told apart. Nothing where Azure is all that anybody was invited for. */
function byProductCard(funnel: OpsFunnel): Markup | '' {
    const rows = PRODUCTS.flatMap((product) => {
        const came = funnel.byProduct[product];
        return came === undefined ? [] : [{ product, ...came }];
    });
    if (!rows.some(({ product }) => product !== 'azure')) return '';
    const counted = (count: number): Markup => words(say`${count}`);
    return card(
        html`<p class="quiet">${SAID.byProductNote}</p>
            ${opsTable(
                SAID.byProduct,
                [
                    { name: 'Product' },
                    ...['Invited', 'Waiting', 'Attached', 'Said done', 'Lapsed', 'Said no', 'No answer'].map(
                        (name) => ({
                            name,
                            isNumber: true,
                        }),
                    ),
                ],
                rows.map(({ product, invited, waiting, attached, attested, declined, expired }) => ({
                    cells: [
                        linkTo(pathWith(OPS_PATHS.invites, { product }), PRODUCT_LABELS[product]),
                        ...[counted(invited), counted(waiting)],
                        // Nothing but Azure is ever seen.
                        product === 'azure' ? counted(attached) : '',
                        ...[attested.current + attested.asked, attested.lapsed, declined, expired].map(counted),
                    ],
                })),
            )}`,
        SAID.byProduct,
    );
}

const NO_AUDIT_YET = html`<p>${words(NO_AUDIT)}</p>`;

const actions = (mayAct: boolean): Markup[] =>
    mayAct
        ? [
              linkButton(OPS_PATHS.inviteOne, OPS_BUTTONS.invite, true),
              linkButton(OPS_PATHS.inviteMany, OPS_BUTTONS.inviteMany),
              actionButton(OPS_PATHS.audits, OPS_BUTTONS.startAudit),
          ]
        : [];

/** Where everything stands. @param running how far the runs are that go on, right now */
export const overviewPage = (overview: OpsOverview, running: readonly OpsRun[], frame: OpsFrame): string =>
    opsLayout(
        {
            title: say`Overview`,
            section: 'Overview',
            asOf: overview.asOf,
            self: OPS_PATHS.overview,
            refreshSeconds: running.length === 0 ? LATER_SECONDS : SOON_SECONDS,
            actions: actions(frame.mayAct),
            body: html`<div id="running" data-live>${runningToHtml(running)}</div>
                <div id="standing" data-live>
                    ${overviewTiles(overview)}
                    ${overview.coverage === null ? card(NO_AUDIT_YET, 'Coverage') : trendCard(overview.coverage.trend)}
                    <div class="columns">
                        ${overview.coverage === null ? '' : newsCard(overview.coverage)} ${funnelCard(overview.funnel)}
                    </div>
                    ${byProductCard(overview.funnel)}
                    ${overview.coverage === null ? '' : failedCard(overview.coverage.failed)}
                </div>`,
        },
        frame,
    );
