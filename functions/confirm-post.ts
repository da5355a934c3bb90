import { app } from '@azure/functions';
import type { Config } from '../shared/config.ts';
import { tellPeople } from '../shared/http/people.ts';
import { openedLink, QUICK_LINK_ROUTE, readDecision, statusPath } from '../shared/http/quick-link.ts';
import { seeOther } from '../shared/http/respond.ts';
import { httpHandler } from '../shared/http/route.ts';
import type { Handler } from '../shared/http/route.ts';
import { requireSameOrigin } from '../shared/http/same-origin.ts';
import { declinePartner, savePartner } from '../shared/use-cases/decide.ts';
import type { DecideDependencies } from '../shared/use-cases/decide.ts';

export interface ConfirmPostDependencies extends DecideDependencies {
    partner: Pick<Config['partner'], 'name' | 'contact' | 'notify'>;
    publicBaseUrl: string;
}

/** `POST` of the quick link: *Save partner* or *Decline*, from our own page alone. */
export const postConfirm =
    (deps: ConfirmPostDependencies): Handler =>
    async (request, { log }) => {
        requireSameOrigin(request, deps.publicBaseUrl);
        const link = openedLink(request);
        const decide = (await readDecision(request)) === 'save' ? savePartner : declinePartner;
        const invite = await decide(deps, link, log);
        return seeOther(statusPath(invite, link.token));
    };

export const registerConfirmPost = (deps: ConfirmPostDependencies): void =>
    app.http('confirm-post', {
        methods: ['POST'],
        route: QUICK_LINK_ROUTE,
        authLevel: 'anonymous',
        handler: httpHandler(postConfirm(deps), tellPeople(deps.partner)),
    });
