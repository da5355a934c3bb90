import { csvFile } from '../shared/http/csv-file.ts';
import { inviteListCsv } from '../shared/http/ops/invite-csv.ts';
import type { OpsHandler } from '../shared/http/ops/ops-scope.ts';
import { invitesQuery, readOpsQuery } from '../shared/http/ops/queries.ts';
import type { OpsFileDependencies } from './ops-missing-csv.ts';

/** `GET /api/ops/invites.csv`: every invite that fits the query, for a spreadsheet. */
export const getInvitesCsv =
    ({ opsReads, clock }: OpsFileDependencies): OpsHandler =>
    async (request) => {
        const { status, product, tenantId, search } = readOpsQuery(invitesQuery, request);
        const parts = [inviteListCsv.header()];
        for await (const invites of opsReads.everyInvite({ status, product, tenantId, search })) {
            parts.push(inviteListCsv.lines(invites));
        }
        return csvFile(`invites-${clock.now().toISOString().slice(0, 10)}.csv`, parts, { marked: true });
    };
