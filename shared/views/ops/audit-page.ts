import { html } from 'hono/html';
import type { OpsRun, RunStory } from '../../domain/ops/runs.ts';
import { CHANGE_KINDS } from '../../domain/report.ts';
import type { Markup } from '../markup.ts';
import { say, time } from '../phrase.ts';
import { runName } from '../words/ops/words.ts';
import { changeCount } from '../words/report/changes.ts';
import { standing } from '../words/report/report.ts';
import { factsToHtml } from './ops-facts.ts';
import { opsLayout } from './ops-layout.ts';
import type { OpsFrame } from './ops-layout.ts';
import { card } from './ops-parts.ts';
import { failedCard, partialCard } from './overview-coverage.ts';
import { auditPath } from './paths.ts';
import { progressToHtml, SOON_SECONDS } from './progress.ts';
import { words } from './words-html.ts';

const resultCard = ({ totals, changes }: OpsRun): Markup | '' => {
    if (totals === null) return '';
    const kinds = changes === null ? [] : CHANGE_KINDS.filter((kind) => changes[kind] > 0);
    return card(
        html`<p>${words(standing({ totals }))}</p>
            ${
                kinds.length === 0
                    ? html`<p>It found nothing different from before.</p>`
                    : html`<ul>
                          ${kinds.map((kind) => html`<li>${words(changeCount(kind, changes?.[kind] ?? 0))}</li>`)}
                      </ul>`
            }`,
        'What it found',
    );
};

/** One audit, and how far it is. */
export const auditPage = ({ run, failed, partial, asOf }: RunStory, frame: OpsFrame): string =>
    opsLayout(
        {
            title: runName(run),
            section: 'Audits',
            asOf,
            self: auditPath(run.id),
            refreshSeconds: run.status === 'running' ? SOON_SECONDS : undefined,
            body: html`<p id="state" role="status" data-live>
                    ${run.status === 'running' ? 'The audit is running.' : 'The audit has finished.'}
                </p>
                <div id="progress" data-live>
                    ${card(
                        html`${progressToHtml(run)}
                        ${factsToHtml([
                            ['Started', say`${time(run.startedAt)}`],
                            ['Finished', run.finishedAt === null ? null : say`${time(run.finishedAt)}`],
                            ['Seen in part', say`${run.tenants.partial}`],
                        ])}`,
                        'Progress',
                    )}
                </div>
                <div id="result" data-live>${resultCard(run)} ${failedCard(failed)} ${partialCard(partial)}</div>`,
        },
        frame,
    );
