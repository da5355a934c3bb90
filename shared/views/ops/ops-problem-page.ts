import { html } from 'hono/html';
import { id, say } from '../phrase.ts';
import { opsLayout } from './ops-layout.ts';
import { card, linkTo } from './ops-parts.ts';
import { OPS_PATHS } from './paths.ts';
import { words } from './words-html.ts';

export interface OpsProblemModel {
    /** HTTP status. */
    status: number;
    title: string;
    /** What a person may know of it; null for our own faults. */
    detail: string | null;
    correlationId: string;
    partnerName: string;
}

/** A refusal or a fault, on the operations pages: who looks is not known of every one. */
export function opsProblemPage({ status, title, detail, correlationId, partnerName }: OpsProblemModel): string {
    const ours = status >= 500;
    return opsLayout(
        {
            title: say`${title}`,
            section: null,
            body: card(
                html`<p>${ours || detail === null ? 'Try it again in a few minutes.' : words(say`${detail}`)}</p>
                    <p>${linkTo(OPS_PATHS.overview, 'Go to the overview')}</p>
                    <p class="quiet">${words(say`Reference for the log: ${id(correlationId)}`)}</p>`,
            ),
        },
        { partnerName, viewerName: null, mayAct: true },
    );
}
