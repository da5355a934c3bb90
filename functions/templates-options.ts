import type { Config } from '../shared/config.ts';
import type { Handler } from '../shared/http/route.ts';

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
