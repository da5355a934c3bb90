import type { Config } from '../shared/config.ts';
import { languageFor } from '../shared/http/language.ts';
import { page } from '../shared/http/page.ts';
import { wantsJson } from '../shared/http/wants-json.ts';
import { openedLink, statusPath } from '../shared/http/quick-link.ts';
import { json, seeOther } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import { waysView } from '../shared/http/ways-view.ts';
import type { WaysSettings } from '../shared/http/ways-view.ts';
import type { Azure } from '../shared/ports/azure.ts';
import { openLink } from '../shared/use-cases/invites/open-link.ts';
import type { OpenLinkDependencies } from '../shared/use-cases/invites/open-link.ts';
import { applicationOf } from '../shared/use-cases/invites/other-ways.ts';
import { otherWaysPage } from '../shared/views/ways/other-ways-page.ts';

export interface WaysGetDependencies extends Omit<WaysSettings, 'partner'>, OpenLinkDependencies {
    partner: Pick<Config['partner'], 'clientId' | 'contact' | 'name' | 'tenantId'>;
    azure: Pick<Azure, 'tenant'>;
}

/** `GET …/ways`: how to give access without signing in here. Changes nothing. */
export const getWays =
    (deps: WaysGetDependencies): Handler =>
    async (request, { log }) => {
        const link = openedLink(request);
        const { kind, invite } = await openLink(deps, link);
        if (kind === 'decided') return seeOther(statusPath(invite, link.token));
        const view = waysView(deps, invite, await applicationOf(deps, invite, log), link.token);
        const language = await languageFor(request, invite.locale);
        if (!wantsJson(request)) return page(200, otherWaysPage(view, language), language);
        const { partner, subscription, application, lighthouse, role } = view;
        const { clientId, objectId, isInTenant } = application;
        return json(200, {
            status: invite.status,
            partner,
            subscription,
            application: { clientId, objectId, isInTenant },
            templates: { lighthouse: lighthouse.templateLink, roleAssignment: role.templateLink },
        });
    };
