import { app } from '@azure/functions';
import type { Config } from '../shared/config.ts';
import { httpHandler } from '../shared/http/route.ts';
import type { Handler } from '../shared/http/route.ts';
import { TEMPLATE_ROUTE } from '../shared/http/template-request.ts';

/**
 * `OPTIONS` of the templates: what a browser asks before the Azure portal's request, where that has headers
 * of its own. The runtime answers no such question by itself.
 */
export const optionsOfTemplate =
    ({ portal }: Pick<Config, 'portal'>): Handler =>
    () =>
        Promise.resolve({
            status: 204,
            headers: {
                'access-control-allow-origin': portal,
                'access-control-allow-methods': 'GET',
                'access-control-allow-headers': '*',
                'access-control-max-age': '3600',
            },
        });

export const registerTemplatesOptions = (deps: Pick<Config, 'portal'>): void =>
    app.http('templates-options', {
        methods: ['OPTIONS'],
        route: TEMPLATE_ROUTE,
        authLevel: 'anonymous',
        handler: httpHandler(optionsOfTemplate(deps)),
    });
