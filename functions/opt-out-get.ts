import type { HttpRequest } from '@azure/functions';
import { optOutPath } from '../shared/domain/opt-out-token.ts';
import { optOutTokenOf } from '../shared/http/opt-out-request.ts';
import { languageFor } from '../shared/http/language.ts';
import { page } from '../shared/http/page.ts';
import { wantsJson } from '../shared/http/wants-json.ts';
import { json } from '../shared/http/respond.ts';
import type { Answer } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import { optOutStanding } from '../shared/use-cases/invites/opt-out.ts';
import type { OptOutDependencies } from '../shared/use-cases/invites/opt-out.ts';
import { optOutPage } from '../shared/views/opt-out-page.ts';

export interface OptOutRouteDependencies extends OptOutDependencies {
    partner: { name: string; contact: string };
    publicBaseUrl: string;
}

/** Where the mailbox of a token stands, as a page or as JSON. */
export const optOutAnswer = async (
    { partner: { name, contact } }: Pick<OptOutRouteDependencies, 'partner'>,
    token: string,
    optedOutAt: string | null,
    request: HttpRequest,
): Promise<Answer> => {
    if (wantsJson(request)) return json(200, { optedOutAt });
    const locale = request.query.get('lang');
    const language = await languageFor(request, locale);
    const model = { partner: { name, contact }, action: optOutPath(token, locale), optedOutAt };
    return page(200, optOutPage(model, language), language);
};

/** `GET` of the link that every mail to a customer carries. Changes nothing: mail scanners open it too. */
export const getOptOut =
    (deps: OptOutRouteDependencies): Handler =>
    async (request) => {
        const token = optOutTokenOf(request);
        const standing = await optOutStanding(deps, token);
        return await optOutAnswer(deps, token, standing?.at ?? null, request);
    };
