import type { HttpRequest } from '@azure/functions';
import { problemResponse, toProblem } from '../problem.ts';
import type { Answer } from '../respond.ts';
import { wantsJson } from '../wants-json.ts';
import type { OpsAccess } from './ops-scope.ts';

/** An error of an operations page: problem details for scripts, else a page, which is loaded with the first. */
export const tellOperators =
    ({ partner }: Pick<OpsAccess, 'partner'>) =>
    async (error: unknown, request: HttpRequest, correlationId: string): Promise<Answer> => {
        const problem = toProblem(error);
        if (wantsJson(request)) return problemResponse(problem);
        const [{ opsPage }, { opsProblemPage }] = await Promise.all([
            import('./ops-answer.ts'),
            import('../../views/ops/ops-problem-page.ts'),
        ]);
        const { status, title, detail = null } = problem;
        return opsPage(status, opsProblemPage({ status, title, detail, correlationId, partnerName: partner.name }));
    };
