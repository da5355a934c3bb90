import { AppError } from '../shared/domain/errors.ts';
import { runJson, runIdOf } from '../shared/http/audit-json.ts';
import { json } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import type { AuditDeps } from '../shared/use-cases/audit/audit-deps.ts';

/** `GET /api/audit/runs/{id}`: how far a run is, and which tenants failed in it. */
export const getRun =
    ({ audits, customers }: Pick<AuditDeps, 'audits' | 'customers'>): Handler =>
    async (request) => {
        const run = await audits.get(runIdOf(request.params));
        if (run === undefined) throw new AppError('not-found', 'There is no run with this ID.');
        return json(200, await runJson({ audits, customers }, run.value));
    };
