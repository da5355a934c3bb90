import { optOutTokenOf, readOptOut } from '../shared/http/opt-out-request.ts';
import type { Handler } from '../shared/http/route.ts';
import { requireSameOrigin } from '../shared/http/same-origin.ts';
import { allowAgain, optOut } from '../shared/use-cases/invites/opt-out.ts';
import { optOutAnswer } from './opt-out-get.ts';
import type { OptOutRouteDependencies } from './opt-out-get.ts';

/**
 * `POST` of the same link: a button of our page, or the one of a mail program, whose provider sends it from nowhere near
 * our origin. That one can only stop mails, and only with the token: whoever was forwarded a mail could do so in the
 * reader's name, and the reader can undo it.
 */
export const postOptOut =
    (deps: OptOutRouteDependencies): Handler =>
    async (request, { log }) => {
        const token = optOutTokenOf(request);
        const decision = await readOptOut(request);
        if (decision !== 'one-click') requireSameOrigin(request, deps.publicBaseUrl);
        if (decision === 'allow') {
            await allowAgain(deps, token, log);
            return await optOutAnswer(deps, token, null, request);
        }
        const { at } = await optOut(deps, token, decision === 'one-click' ? 'one-click' : 'page', log);
        return await optOutAnswer(deps, token, at, request);
    };
