import type { Config } from '../shared/config.ts';
import { guidePath, openedGuide, readAnswer } from '../shared/http/guide-link.ts';
import { seeOther } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import { requireSameOrigin } from '../shared/http/same-origin.ts';
import { answerGuide } from '../shared/use-cases/guide/answer-guide.ts';
import type { AnswerGuideDependencies } from '../shared/use-cases/guide/answer-guide.ts';

export interface GuidePostDependencies extends Omit<AnswerGuideDependencies, 'partner'> {
    partner: Pick<Config['partner'], 'contact' | 'name' | 'notify'>;
    publicBaseUrl: string;
}

/** `POST` of the guide page, from our own page alone: what the customer says of a product, and back to the page. */
export const postGuide =
    (deps: GuidePostDependencies): Handler =>
    async (request, { log }) => {
        requireSameOrigin(request, deps.publicBaseUrl);
        const link = openedGuide(request);
        await answerGuide(deps, link, await readAnswer(request), log);
        return seeOther(guidePath(link));
    };
