import { odata } from '@azure/data-tables';
import type { Glance, GlanceKey } from '../../domain/ops/glance.ts';
import type { GlanceStore } from '../../ports/glance-store.ts';
import type { Row, Table } from './table.ts';
import { fromChunks, toChunks } from './text-chunks.ts';

const GLANCES = 'glances';

/** In ASCII: a large row comes in several pieces, and some services read each piece as text of its own. */
const asciiJson = (content: unknown): string =>
    JSON.stringify(content).replaceAll(
        /[\u007f-\uffff]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );

const rowOf = (key: GlanceKey, { asOf, mark, content }: Glance): Row => ({
    partitionKey: GLANCES,
    rowKey: key,
    asOf,
    mark,
    ...toChunks(asciiJson(content)),
});

/** Loaded with the first that is read: there is much in them, and most of what the app does reads none. */
const shapes = async () => (await import('./glance-shapes.ts')).GLANCE_SHAPES;

/** Undefined where it is emptied, or another version wrote it: it is made again then. */
async function fromRow<Key extends GlanceKey>(key: Key, row: Row): Promise<Glance<Key> | undefined> {
    const { asOf, mark } = row;
    const text = fromChunks(row);
    if (typeof asOf !== 'string' || typeof mark !== 'string' || text === '') return undefined;
    const known = await shapes();
    try {
        return { asOf, mark, content: known[key].parse(JSON.parse(text)) };
    } catch {
        return undefined;
    }
}

/** One partition, one row for each glance: its content as JSON in as many columns as it takes. */
export const glanceTable = (table: Table): GlanceStore => ({
    get: async (key) => {
        const found = await table.get(GLANCES, key);
        return { glance: found && (await fromRow(key, found.value)), etag: found?.etag };
    },
    put: async (key, etag, glance) => {
        const row = rowOf(key, glance);
        if (etag !== undefined) return await table.replace(row, etag);
        return (await table.insert(row)) === 'written' ? 'written' : 'conflict';
    },
    marks: async () => {
        const marks = new Map<string, Pick<Glance, 'mark' | 'asOf'>>();
        for await (const { value } of table.scan(odata`PartitionKey eq ${GLANCES}`, ['asOf', 'mark'])) {
            const { rowKey, asOf, mark } = value;
            if (typeof asOf === 'string' && typeof mark === 'string') marks.set(rowKey, { asOf, mark });
        }
        return marks;
    },
    clear: async () => {
        // An empty row instead of none: what somebody began to make before finds another tag, and is not written.
        const rows = Object.keys(await shapes()).map((rowKey) => ({ partitionKey: GLANCES, rowKey }));
        await table.transact(
            GLANCES,
            rows.map((row) => ({ kind: 'upsert', row }) as const),
        );
    },
});
