import { odata } from '@azure/data-tables';
import type { ReportArchive } from '../../ports/report-archive.ts';
import { fullPage } from './full-page.ts';
import { REPORT, REPORTS } from './reports.ts';
import { withPrefix } from './table.ts';
import type { Table } from './table.ts';

const OVER = `(state eq 'sent' or state eq 'failed' or state eq 'cancelled')`;

/** The other side of the table of reports: see `reports.ts` for its layout. */
export const reportArchive = (table: Table): ReportArchive => ({
    deleteOver: async (before, most, except) => {
        const old = `${withPrefix(REPORTS, REPORT)} and ${OVER}` + odata` and askedAt lt ${before.toISOString()}`;
        const others = except === undefined ? '' : odata` and RowKey ne ${REPORT + except}`;
        const { items } = await fullPage(table, { filter: old + others, limit: most, select: ['state'] });
        let deleted = 0;
        for (const { value, etag } of items) {
            if ((await table.delete(REPORTS, value.rowKey, etag)) === 'written') deleted += 1;
        }
        return deleted;
    },
});
