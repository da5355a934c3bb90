import { odata } from '@azure/data-tables';
import type { MissingPages } from '../../ports/ops-source.ts';
import { ALL_MISSING, missingFromRow } from './missing-rows.ts';
import type { Table } from './table.ts';

const LONGEST = 1_000;

/** @param table where the list of what is missing stands: see `missing-rows.ts` */
export const missingPages = (table: Table): MissingPages => ({
    pages: async function* ({ after, reason, tenantId }, length = LONGEST) {
        const filter = [
            ALL_MISSING,
            ...(after === undefined ? [] : [odata`RowKey gt ${after.join('|')}`]),
            ...(reason === undefined ? [] : [odata`reason eq ${reason}`]),
            ...(tenantId === undefined ? [] : [odata`tenantId eq ${tenantId}`]),
        ].join(' and ');
        let continuation: string | undefined;
        do {
            const page = await table.page({ filter, limit: length, continuation });
            yield page.items.map(({ value }) => missingFromRow(value));
            continuation = page.continuation;
        } while (continuation !== undefined);
    },
});
