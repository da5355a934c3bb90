import type { HttpRequest } from '@azure/functions';
import { problemResponse, toProblem } from './problem.ts';
import type { Answer } from './respond.ts';
import { wantsJson } from './wants-json.ts';

/** An error of a page that people open: problem details for scripts, else a page, which is loaded with the first. */
export const tellPeople =
    (partner: { name: string; contact: string }) =>
    async (error: unknown, request: HttpRequest, correlationId: string): Promise<Answer> => {
        const problem = toProblem(error);
        if (wantsJson(request)) return problemResponse(problem);
        const { problemAnswer } = await import('./problem-answer.ts');
        return await problemAnswer(problem, request, correlationId, partner);
    };
