import { readFileSync } from 'node:fs';
import alerts from '../../../infra/alerts.json' with { type: 'json' };
import { parseIsoDuration } from '../../../local/servicebus/iso-duration.ts';
import type { Measured } from '../../../shared/ports/meters.ts';
import { INSTRUMENTS } from '../../../shared/telemetry/instruments.ts';

/** The queries of a file, wherever they stand. */
const queriesIn = (path: string): string[] =>
    [...readFileSync(path, 'utf8').matchAll(/"query": "((?:[^"\\]|\\.)*)"/g)].map(([, query = '']) => query);

const queries = ['infra/alerts.json', 'infra/workbook.json']
    .flatMap(queriesIn)
    .filter((query) => query.includes('AppMetrics'));

const metricOf = (query: string): string => /Name == '([^']*)'/.exec(query)?.[1] ?? '';
const attributesOf = (query: string): string[] =>
    [...query.matchAll(/Properties\.(\w+)/g)].map(([, attribute = '']) => attribute);

/** What queries compare attributes with: the compiler holds each to what the code can say. */
const COMPARED = {
    'dpor.invites status': ['failed'] satisfies Measured['dpor.invites']['status'][],
    'dpor.audit.tenants state': ['failed'] satisfies Measured['dpor.audit.tenants']['state'][],
    'dpor.mails outcome': ['refused', 'bounced'] satisfies Measured['dpor.mails']['outcome'][],
};

/** By metric and attribute. */
const comparedIn = (query: string): [string, string[]][] =>
    [...query.matchAll(/Properties\.(\w+)\) (?:==|in) ('[^']*'|\([^)]*\))/g)].map(([, attribute = '', values = '']) => [
        `${metricOf(query)} ${attribute}`,
        [...values.matchAll(/'([^']*)'/g)].map(([, value = '']) => value),
    ]);

const handbook = readFileSync('docs/operations.md', 'utf8');

describe('the metrics that alerts and workbook ask for', () => {
    it('are asked for by name', () => {
        expect(queries.length).toBeGreaterThan(5);
        expect(queries.filter((query) => metricOf(query) === '')).toEqual([]);
    });

    it.each(queries)('are made, with these attributes: %s', (query) => {
        const known: Readonly<Record<string, { attributes: readonly string[] }>> = INSTRUMENTS;

        expect(Object.keys(known)).toContain(metricOf(query));
        expect(known[metricOf(query)]?.attributes).toEqual(expect.arrayContaining(attributesOf(query)));
    });
});

describe('the alerts', () => {
    it('sum what a metric counted, as one of its rows stands for many', () => {
        const measured = alerts.queries.filter(({ query }) => query.startsWith('AppMetrics'));

        expect(measured.length).toBeGreaterThan(3);
        expect(measured.map(({ measure }) => measure)).toEqual(measured.map(() => 'Sum'));
        expect(readFileSync('infra/app/alerts.bicep', 'utf8')).toContain('metricMeasureColumn: rule.measure');
    });

    it.each(alerts.queries)('look back further than to the last look: $name', ({ every, window }) => {
        // What arrives after a look, and was there before it, is seen by the next one.
        expect(parseIsoDuration(window)).toBeGreaterThan(parseIsoDuration(every) ?? Infinity);
    });

    it('have a row in the handbook each, and the handbook no other', () => {
        const [, section = ''] = /^## Alerts$([\s\S]*?)^## /m.exec(handbook) ?? [];
        const told = [...section.matchAll(/^\| `([a-z-]+)`/gm)].map(([, name]) => name);

        expect(told.toSorted()).toEqual(['dead-letters', ...alerts.queries.map(({ name }) => name)].toSorted());
    });
});

describe('the values that alerts wait for', () => {
    it('are values that the code can say', () => {
        expect(Object.fromEntries(queries.flatMap(comparedIn))).toEqual(COMPARED);
    });
});

describe('the handbook', () => {
    it('names every metric with its attributes, and no other', () => {
        const rows = [...handbook.matchAll(/^\| `(dpor\.[a-z.]+)`\s*\|[^|]*\|([^|]*)\|/gm)];
        const named = Object.fromEntries(
            rows.map(([, name = '', cell = '']) => [
                name,
                [...cell.matchAll(/(?:^ |; )`(\w+)`/g)].map(([, attribute]) => attribute),
            ]),
        );

        expect(named).toEqual(
            Object.fromEntries(Object.entries(INSTRUMENTS).map(([name, { attributes }]) => [name, attributes])),
        );
    });
});
