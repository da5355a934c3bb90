import type { Row } from '../../shared/adapters/tables/table.ts';

const COMPARISON = /^(\w+) (eq|ne|gt|ge|lt|le) ('(?:[^']|'')*'|true|false|\d+)$/;

const literal = (text: string): string | number | boolean => {
    if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
    return text === 'true' || text === 'false' ? text === 'true' : Number(text);
};

/** One comparison of OData, as far as the stores use it. */
function comparison(text: string): (row: Row) => boolean {
    const [, name = '', operator, given] = COMPARISON.exec(text.trim()) ?? [];
    if (given === undefined) throw new Error(`The table in memory does not understand: ${text}`);
    const column = { PartitionKey: 'partitionKey', RowKey: 'rowKey' }[name] ?? name;
    const wanted = literal(given);
    return (row) => {
        const value = row[column];
        if (value === undefined) return false;
        switch (operator) {
            case 'eq':
                return value === wanted;
            case 'ne':
                return value !== wanted;
            case 'gt':
                return value > wanted;
            case 'ge':
                return value >= wanted;
            case 'lt':
                return value < wanted;
            default:
                return value <= wanted;
        }
    };
}

/** A comparison, or alternatives in parentheses. */
function term(text: string): (row: Row) => boolean {
    const [, inner] = /^\((.*)\)$/.exec(text.trim()) ?? [];
    if (inner === undefined) return comparison(text);
    const any = inner.split(' or ').map(comparison);
    return (row) => any.some((fits) => fits(row));
}

const ONE_PARTITION = /^PartitionKey eq '((?:[^']|'')*)'$/;

/** What an OData filter asks for, as far as the stores use it. */
export interface Filter {
    /** The only partition where anything can fit; undefined where any may. */
    partitionKey: string | undefined;
    fits: (row: Row) => boolean;
}

/** @throws on anything that no store asks for */
export const filterOf = (filter: string | undefined): Filter => {
    const terms = filter === undefined ? [] : filter.split(' and ');
    const all = terms.map(term);
    const partition = terms.map((text) => ONE_PARTITION.exec(text.trim())?.[1]).find((key) => key !== undefined);
    return { partitionKey: partition?.replaceAll("''", "'"), fits: (row) => all.every((fits) => fits(row)) };
};
