import type { HttpRequest } from '@azure/functions';
import { linkGonePage } from '../views/link-gone-page.ts';
import { problemPage } from '../views/problem-page.ts';
import { languageFor } from './language.ts';
import { page } from './page.ts';
import type { Problem } from './problem.ts';
import type { Answer } from './respond.ts';

/** A problem as a page, in the language of who asked. */
export async function problemAnswer(
    problem: Problem,
    request: HttpRequest,
    correlationId: string,
    partner: { name: string; contact: string },
): Promise<Answer> {
    const language = await languageFor(request);
    const whom = { partnerName: partner.name, contact: partner.contact };
    if (problem.code === 'link-gone') return page(problem.status, linkGonePage(whom, language), language);
    const { status, code, title, detail = null } = problem;
    const body = problemPage({ status, code, title, detail, correlationId, ...whom }, language);
    return page(status, body, language);
}
