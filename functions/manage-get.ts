import { languageFor } from '../shared/http/language.ts';
import { page } from '../shared/http/page.ts';
import { wantsJson } from '../shared/http/wants-json.ts';
import { managePath, openedLink } from '../shared/http/quick-link.ts';
import { json } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import { changesOf, provenManage } from '../shared/use-cases/sign-in/manage.ts';
import { partnerView, subscriptionView } from '../shared/views/request-view.ts';
import { managePage } from '../shared/views/sign-in/manage-page.ts';
import type { SignInRouteDependencies } from './signin-callback.ts';

/** `GET` of the manage link: what was set up, and what can be done about it. Changes nothing. */
export const getManage =
    (deps: SignInRouteDependencies): Handler =>
    async (request) => {
        const link = openedLink(request);
        const { value: invite } = await provenManage(deps, link);
        const view = {
            partner: partnerView(invite, deps.partner.contact),
            subscription: subscriptionView(invite),
            confirmedBy: invite.confirmedBy,
            ...changesOf(invite, deps.clock.now()),
        };
        if (wantsJson(request)) return json(200, { status: invite.status, ...view });
        const language = await languageFor(request, invite.locale);
        const body = managePage({ ...view, action: managePath(invite, link.token) }, language);
        return page(200, body, language, { formActions: [await deps.signIn.authorizationOrigin()] });
    };
