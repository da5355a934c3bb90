import { readFileSync } from 'node:fs';
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
