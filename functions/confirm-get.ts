import { app } from '@azure/functions';
import type { Config } from '../shared/config.ts';
import { page, tellPeople, wantsJson } from '../shared/http/people.ts';
import { confirmPath, openedLink, QUICK_LINK_ROUTE, statusPath } from '../shared/http/quick-link.ts';
import { json, seeOther } from '../shared/http/respond.ts';
import { httpHandler } from '../shared/http/route.ts';
import type { Handler } from '../shared/http/route.ts';
import { openLink } from '../shared/use-cases/open-link.ts';
import type { OpenLinkDependencies } from '../shared/use-cases/open-link.ts';
import { confirmPage } from '../shared/views/confirm-page.ts';
import { requestView } from '../shared/views/request-view.ts';

export interface ConfirmPageDependencies extends OpenLinkDependencies {
    partner: Pick<Config['partner'], 'name' | 'contact'>;
    confirmationMode: Config['confirmationMode'];
}

/** `GET` of the quick link: shows what is asked and changes nothing, whoever opens it and however often. */
export const getConfirm =
    (deps: ConfirmPageDependencies): Handler =>
    async (request) => {
        const link = openedLink(request);
        const { kind, invite } = await openLink(deps, link);
        if (kind === 'decided') return seeOther(statusPath(invite, link.token));
        const view = requestView(invite, deps.partner.contact);
        if (wantsJson(request)) return json(200, { status: invite.status, ...view });
        const action = confirmPath(invite, link.token);
        const declined = invite.status === 'declined';
        const mode = deps.confirmationMode;
        return page(200, confirmPage({ ...view, action, declined, mode, signInHost: null, otherWays: null }));
    };

export const registerConfirmGet = (deps: ConfirmPageDependencies): void =>
    app.http('confirm-get', {
        methods: ['GET'],
        route: QUICK_LINK_ROUTE,
        authLevel: 'anonymous',
        handler: httpHandler(getConfirm(deps), tellPeople(deps.partner)),
    });
