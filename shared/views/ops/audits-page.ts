import { html } from 'hono/html';
import type { OpsRun, RunsPage } from '../../domain/ops/runs.ts';
import { say, time } from '../phrase.ts';
import { OPS_BUTTONS } from '../words/ops/words.ts';
import { barWords } from '../words/report/report.ts';
import { opsLayout } from './ops-layout.ts';
import type { OpsFrame } from './ops-layout.ts';
import { actionButton, badge, linkTo, pager } from './ops-parts.ts';
import { opsTable } from './ops-table.ts';
import { auditPath, OPS_PATHS } from './paths.ts';
import { LATER_SECONDS, SOON_SECONDS } from './progress.ts';
import { words } from './words-html.ts';

const rowOf = (run: OpsRun) => {
    const { done, failed, partial } = run.tenants;
    return {
        cells: [
            linkTo(auditPath(run.id), words(say`${time(run.startedAt)}`)),
            run.status === 'running' ? badge('neutral', 'Running') : badge('good', 'Finished'),
            words(say`${done + failed} of ${run.expected}`),
            words(say`${failed}`),
            words(say`${partial}`),
            run.totals === null ? '' : words(barWords(run.totals)),
        ],
    };
};

/** The audits: those that go on, then those that finished, the last one first. */
export const auditsPage = (page: RunsPage, query: { cursor?: string | undefined }, frame: OpsFrame): string =>
    opsLayout(
        {
            title: say`Audits`,
            section: 'Audits',
            asOf: page.asOf,
            self: OPS_PATHS.audits,
            refreshSeconds: page.items.some(({ status }) => status === 'running') ? SOON_SECONDS : LATER_SECONDS,
            actions: frame.mayAct ? [actionButton(OPS_PATHS.audits, OPS_BUTTONS.startAudit)] : [],
            body: html`<div class="card" id="audits" data-live>
                ${
                    page.items.length === 0
                        ? html`<p>No audit has been started yet.</p>`
                        : opsTable(
                              'Audits',
                              [
                                  { name: 'Started' },
                                  { name: 'State' },
                                  { name: 'Tenants', isNumber: true },
                                  { name: 'Failed', isNumber: true },
                                  { name: 'Seen in part', isNumber: true },
                                  { name: 'Covered', isNumber: true },
                              ],
                              page.items.map(rowOf),
                          )
                }
                ${pager(OPS_PATHS.audits, {}, { cursor: query.cursor, next: page.cursor ?? undefined })}
            </div>`,
        },
        frame,
    );
