import type { HttpRequest } from '@azure/functions';
import { pageCsp } from '../views/page-policy.ts';
import type { PageNeeds } from '../views/page-policy.ts';
import type { Language } from '../views/languages/language.ts';
import { linkGonePage } from '../views/link-gone-page.ts';
import { problemPage } from '../views/problem-page.ts';
import { languageFor } from './language.ts';
import { problemResponse, toProblem } from './problem.ts';
import type { Answer } from './respond.ts';

/**
 * A page for a person: strict policy, nothing from elsewhere, nowhere framed.
 *
 * @param language that it is written in
 */
export const page = (status: number, body: string, language: Language, needs?: PageNeeds): Answer => ({
    status,
    headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-language': language.tag,
        vary: 'Accept, Accept-Language',
        'content-security-policy': pageCsp(needs),
        'x-frame-options': 'DENY',
    },
    body,
});

/** Scripts ask for JSON; everybody else gets a page. */
export const wantsJson = (request: HttpRequest): boolean => {
    const accept = request.headers.get('accept') ?? '';
    return /application\/(problem\+)?json/i.test(accept) && !/text\/html/i.test(accept);
};

/** An error of a page that people open: problem details for scripts, else a page. */
export const tellPeople =
    (partner: { name: string; contact: string }) =>
    async (error: unknown, request: HttpRequest, correlationId: string): Promise<Answer> => {
        const problem = toProblem(error);
        if (wantsJson(request)) return problemResponse(problem);
        const language = await languageFor(request);
        const whom = { partnerName: partner.name, contact: partner.contact };
        if (problem.code === 'link-gone') return page(problem.status, linkGonePage(whom, language), language);
        const { status, code, title, detail = null } = problem;
        const body = problemPage({ status, code, title, detail, correlationId, ...whom }, language);
        return page(status, body, language);
    };
