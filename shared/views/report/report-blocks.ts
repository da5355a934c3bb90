import { CHANGE_KINDS, inQuestion } from '../../domain/report.ts';
import type { CoveragePoint, Report } from '../../domain/report.ts';
import { guidedFunnels } from '../../domain/report/funnel.ts';
import { callout, facts, heading, list, paragraph, table } from '../blocks.ts';
import type { Block, Fact, Tone } from '../blocks.ts';
import { day, say } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import { PARTS } from '../words/report/chart.ts';
import { changeCount, changeWords, migratedNote } from '../words/report/changes.ts';
import { PRODUCT_LABELS } from '../words/products.ts';
import { atLeast, BY_PRODUCT, byProductNote, funnelRows } from '../words/report/funnel.ts';
import { NOTHING_MISSING } from '../words/report/lists.ts';
import {
    asOf,
    barWords,
    COLUMNS,
    gaps,
    HEADINGS,
    historySummary,
    leftOut,
    meaning,
    NOTHING_CHANGED,
    since,
    standing,
} from '../words/report/report.ts';
import {
    attestedBlocks,
    attestedProductsBlocks,
    customer,
    customersBlocks,
    cut,
    endsSoonBlocks,
    failedBlocks,
    oldestBlocks,
    partialBlocks,
    subscription,
} from './report-lists.ts';

/** Good only where everything was seen and nothing is lacking. */
function toneOf({ totals, failed, partial }: Report): Tone {
    if (totals.missing > 0 || totals.unknown > 0) return 'caution';
    if (failed.count > 0 || partial.count > 0) return 'caution';
    return inQuestion(totals) === 0 ? 'neutral' : 'good';
}

function changedBlocks(report: Report): Block[] {
    const { changes, changed } = report;
    const counts = CHANGE_KINDS.filter((kind) => changes[kind] > 0).map((kind) => changeCount(kind, changes[kind]));
    const nothing = report.since.at === null ? [] : [paragraph(NOTHING_CHANGED)];
    return [
        heading(HEADINGS.changed),
        paragraph(since(report)),
        ...(counts.length > 0 ? [list(counts)] : changed.length > 0 ? [] : nothing),
        ...(changed.length === 0
            ? []
            : [
                  table(
                      [{ name: COLUMNS.customer }, { name: COLUMNS.subscription }, { name: COLUMNS.change }],
                      changed.map((one) => [customer(one), subscription(one), changeWords(one)]),
                  ),
              ]),
        ...cut({ count: CHANGE_KINDS.reduce((sum, kind) => sum + changes[kind], 0), items: changed }),
        ...(changes.migrated > 0 ? [paragraph(migratedNote())] : []),
    ];
}

const chart = (history: readonly CoveragePoint[]): Block => ({
    kind: 'chart',
    summary: historySummary([...history]),
    legend: [
        { name: PARTS.covered, tone: 'good' },
        { name: PARTS.unknown, tone: 'neutral' },
        { name: PARTS.missing, tone: 'caution' },
    ],
    bars: history.map(({ finishedAt, totals }) => ({
        label: say`${day(finishedAt)}`,
        words: barWords(totals),
        counts: [totals.covered, totals.unknown, totals.missing],
    })),
});

const funnelBlocks = ({ funnel }: Report): Block[] => [
    heading(HEADINGS.funnel),
    facts(funnelRows(funnel).map(([name, count]): Fact => ({ name, lines: [count] }))),
    ...(funnel.isComplete ? [] : [paragraph(atLeast())]),
];

function byProductBlocks({ funnel }: Report): Block[] {
    const rows = guidedFunnels(funnel);
    if (rows.length === 0) return [];
    const { product, ...numbers } = BY_PRODUCT;
    return [
        heading(HEADINGS.byProduct),
        paragraph(byProductNote()),
        table(
            [{ name: product }, ...Object.values(numbers).map((name) => ({ name, isNumber: true }))],
            rows.map(([of, { invited, waiting, attested, declined, expired }]) => [
                say`${PRODUCT_LABELS[of]}`,
                ...[invited, waiting, attested.current + attested.asked, attested.lapsed, declined, expired].map(
                    (count) => say`${count}`,
                ),
            ]),
        ),
    ];
}

/**
 * What the report says, for page and mail alike.
 *
 * @param runs how many of the runs stand in the chart
 * @param more how to get all that is missing; null where there is nothing more
 */
export function reportBlocks(report: Report, { runs, more }: { runs: number; more: Phrase | null }): Block[] {
    const rest = leftOut(report);
    return [
        callout(toneOf(report), standing(report), ...gaps(report)),
        paragraph(rest === null ? asOf(report) : say`${asOf(report)} ${rest}`),
        ...changedBlocks(report),
        heading(HEADINGS.history),
        chart(report.history.slice(-runs)),
        ...(report.missing.count === 0
            ? [heading(HEADINGS.customers), paragraph(NOTHING_MISSING)]
            : [...customersBlocks(report), ...oldestBlocks(report, more)]),
        ...endsSoonBlocks(report),
        ...failedBlocks(report),
        ...partialBlocks(report),
        ...attestedBlocks(report),
        ...attestedProductsBlocks(report),
        ...funnelBlocks(report),
        ...byProductBlocks(report),
        heading(HEADINGS.meaning),
        paragraph(meaning()),
    ];
}
