import { html } from 'hono/html';
import type { OpsRun } from '../../domain/ops/runs.ts';
import type { Markup } from '../markup.ts';
import { progressWords, runName } from '../words/ops/words.ts';
import { linkTo } from './ops-parts.ts';
import { auditPath } from './paths.ts';
import { plainWords, words } from './words-html.ts';

/** While a page shows something under way it looks again after so many seconds; else after the longer time. */
export const SOON_SECONDS = 5;
export const LATER_SECONDS = 60;

/** How far a run is, as a bar and in words. */
export const progressToHtml = (run: OpsRun): Markup =>
    html`<p>${words(progressWords(run))}</p>
        <progress
            max="${Math.max(1, run.expected)}"
            value="${run.tenants.done + run.tenants.failed}"
            aria-label="${plainWords(runName(run))}"
        ></progress>`;

/** The runs that go on; says nothing where none does. */
export const runningToHtml = (running: readonly OpsRun[]): Markup =>
    html`${running.map(
        (run) =>
            html`<section class="card">
                <h2>An audit is running</h2>
                <p>${linkTo(auditPath(run.id), words(runName(run)))}</p>
                ${progressToHtml(run)}
            </section>`,
    )}`;
