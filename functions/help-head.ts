import type { Handler } from '../shared/http/route.ts';
import { getHelp } from './help-get.ts';
import type { HelpDependencies } from './help-get.ts';

/** `HEAD /api/help`: programs that check links ask so, and the runtime answers nothing that is not registered. */
export const headHelp = (deps: HelpDependencies): Handler => {
    const get = getHelp(deps);
    return async (request, scope) => {
        const { status, headers } = await get(request, scope);
        return { status, ...(headers === undefined ? {} : { headers }) };
    };
};
