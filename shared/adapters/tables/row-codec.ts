import type { z } from 'zod';
import { lazily } from '../../lazily.ts';
import type { Columns, Row } from './table.ts';

/** Objects and lists stand in a column as JSON, null and undefined not at all. */
export function toColumns(value: Readonly<Record<string, unknown>>): Columns {
    const columns: Columns = {};
    for (const [name, field] of Object.entries(value)) {
        if (field === null || field === undefined) continue;
        columns[name] = typeof field === 'object' ? JSON.stringify(field) : (field as string | number | boolean);
    }
    return columns;
}

/**
 * Reads a row back through its schema: what is in a table is not trusted either. The schema is made with the first row,
 * as few starts read rows of every kind.
 *
 * @param jsonColumns the columns that hold JSON
 * @returns throws an Error naming the row (never its content) where it does not fit
 */
export function rowReader<T>(makeSchema: () => z.ZodType<T>, jsonColumns: readonly string[] = []): (row: Row) => T {
    const schema = lazily(makeSchema);
    return (row) => {
        const { partitionKey, rowKey, ...columns } = row;
        const made = schema();
        const value: Record<string, unknown> = columns;
        try {
            for (const name of jsonColumns) {
                if (typeof value[name] === 'string') value[name] = JSON.parse(value[name]);
            }
            return made.parse(value);
        } catch (error) {
            throw new Error(`The row ${partitionKey}/${rowKey} is not what this version writes.`, { cause: error });
        }
    };
}
