import type { z } from 'zod';
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
 * A row read back through its schema: what is in a table is not trusted either.
 *
 * @param jsonColumns the columns that hold JSON
 * @throws Error naming the row (never its content) where it does not fit
 */
export function fromColumns<T>(schema: z.ZodType<T>, row: Row, jsonColumns: readonly string[] = []): T {
    const { partitionKey, rowKey, ...columns } = row;
    const value: Record<string, unknown> = { ...columns };
    try {
        for (const name of jsonColumns) {
            if (typeof value[name] === 'string') value[name] = JSON.parse(value[name]);
        }
        return schema.parse(value);
    } catch (error) {
        throw new Error(`The row ${partitionKey}/${rowKey} is not what this version writes.`, { cause: error });
    }
}
