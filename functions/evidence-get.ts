import { wantsCsv } from '../shared/http/audit-csv.ts';
import { evidenceAsCsv } from '../shared/http/evidence-csv.ts';
import { evidenceJson, evidenceQuery } from '../shared/http/evidence-json.ts';
import { readQuery } from '../shared/http/parse.ts';
import { json } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import type { Clock } from '../shared/ports/clock.ts';
import { evidenceOfProducts, evidencePage, evidenceSubject } from '../shared/use-cases/records/evidence.ts';
import type { EvidenceDependencies } from '../shared/use-cases/records/evidence.ts';

/** `GET /api/evidence`: what was set up and seen of a tenant's subscriptions, by pages, or all of it as CSV. */
export const getEvidence =
    (deps: EvidenceDependencies & { clock: Clock }): Handler =>
    async (request) => {
        const query = readQuery(evidenceQuery, request);
        const { tenantId, month = deps.clock.now().toISOString().slice(0, 'YYYY-MM'.length), ...page } = query;
        const subject = await evidenceSubject(deps, tenantId, month);
        const read = (part: typeof page) => evidencePage(deps, subject, part);
        if (wantsCsv(request)) return await evidenceAsCsv(read, await evidenceOfProducts(deps, subject), subject);
        const products = page.continuation === undefined ? await evidenceOfProducts(deps, subject) : [];
        return json(200, evidenceJson(subject, await read(page), products));
    };
