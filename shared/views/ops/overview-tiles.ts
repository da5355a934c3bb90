import { html } from 'hono/html';
import type { OpsOverview } from '../../domain/ops/overview.ts';
import { guidedFunnels } from '../../domain/report/funnel.ts';
import { coveredPercent, inQuestion } from '../../domain/report.ts';
import type { Markup } from '../markup.ts';
import { say } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import { countOf } from '../words/ops/words.ts';
import { linkTo } from './ops-parts.ts';
import { words } from './words-html.ts';

interface Tile {
    name: string;
    value: Phrase;
    /** Where the number leads. */
    href?: string;
    note: Phrase;
}

const tileToHtml = ({ name, value, href, note }: Tile): Markup =>
    html`<div>
        <dt>${name}</dt>
        <dd>${href === undefined ? words(value) : linkTo(href, words(value))}</dd>
        <dd>${words(note)}</dd>
    </div>`;

function coverageTiles({ coverage }: OpsOverview): Tile[] {
    if (coverage === null) return [];
    const { totals, failed, partial } = coverage;
    const percent = coveredPercent(totals);
    const leftOut = totals.excluded + totals.inactive;
    return [
        {
            name: 'Covered',
            value: percent === null ? say`–` : say`${percent} %`,
            note: say`${totals.covered} of ${countOf(inQuestion(totals), 'subscription', 'subscriptions')}`,
        },
        {
            name: 'Missing',
            value: say`${totals.missing}`,
            href: '/api/ops/missing',
            note: leftOut === 0 ? say`what should be covered` : say`${leftOut} more are left out: not counted, or shut`,
        },
        {
            name: 'Not known',
            value: say`${totals.unknown}`,
            note: say`could not be read, or cannot be verified`,
        },
        {
            name: 'Tenants to look after',
            value: say`${failed.count + partial}`,
            href: '/api/ops/customers',
            note: say`${failed.count} failed, ${partial} seen in part`,
        },
    ];
}

/** The numbers that tell where it stands. */
export function overviewTiles(overview: OpsOverview): Markup {
    const { byStatus } = overview.funnel;
    const byHand = guidedFunnels(overview.funnel).reduce((all, [, { waiting }]) => all + waiting, 0);
    const { count, isComplete } = overview.deadLetters;
    const tiles: Tile[] = [
        ...coverageTiles(overview),
        {
            name: 'Waiting for an answer',
            value: say`${byStatus.issued + byStatus.sent + byHand}`,
            href: '/api/ops/invites?status=sent',
            note: byHand === 0 ? say`invites on their way` : say`invites on their way, ${byHand} not about Azure`,
        },
        {
            name: 'Dead letters',
            value: isComplete ? say`${count}` : say`${count}+`,
            href: '/api/ops/dead-letters',
            note: say`could not be done`,
        },
    ];
    return html`<dl class="tiles">${tiles.map(tileToHtml)}</dl>`;
}
