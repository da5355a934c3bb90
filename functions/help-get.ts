import type { HttpRequest } from '@azure/functions';
import type { Config } from '../shared/config.ts';
import { helpJson } from '../shared/http/help-json.ts';
import { languageFor } from '../shared/http/language.ts';
import { page } from '../shared/http/page.ts';
import { wantsJson } from '../shared/http/wants-json.ts';
import { json } from '../shared/http/respond.ts';
import type { Answer } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import { helpItems } from '../shared/views/help/help-items.ts';
import { helpPage } from '../shared/views/help/help-page.ts';

export interface HelpDependencies {
    partner: Pick<Config['partner'], 'contact' | 'name'>;
}

/** The same for whoever asks in that language: nothing in it is about anybody. */
const forEverybody = ({ headers, ...answer }: Answer): Answer => ({
    ...answer,
    headers: { ...headers, vary: 'Accept, Accept-Language', 'cache-control': 'public, max-age=300' },
});

const helpAnswer = async ({ name, contact }: HelpDependencies['partner'], request: HttpRequest): Promise<Answer> => {
    const language = await languageFor(request, request.query.get('lang'));
    const partner = { name, contact };
    if (!wantsJson(request)) return page(200, helpPage(partner, language), language);
    return json(200, helpJson(helpItems(partner), language), { 'content-language': language.tag });
};

/** `GET /api/help`: what customers ask, and the answers. `lang` goes before what the browser asks for. */
export const getHelp =
    ({ partner }: HelpDependencies): Handler =>
    async (request) =>
        forEverybody(await helpAnswer(partner, request));
