import type { Config } from '../shared/config.ts';
import { guidePath, openedGuide } from '../shared/http/guide-link.ts';
import { guideModel } from '../shared/http/guide-view.ts';
import type { GuideSettings } from '../shared/http/guide-view.ts';
import { languageFor } from '../shared/http/language.ts';
import { page } from '../shared/http/page.ts';
import { wantsJson } from '../shared/http/wants-json.ts';
import { json } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import { askedAlongside } from '../shared/use-cases/guide/asked-alongside.ts';
import { openGuide } from '../shared/use-cases/guide/open-guide.ts';
import type { OpenLinkDependencies } from '../shared/use-cases/invites/open-link.ts';
import { copiesOn, guidePage } from '../shared/views/guide/guide-page.ts';

export interface GuideGetDependencies extends Omit<GuideSettings, 'partner'>, OpenLinkDependencies {
    partner: Pick<Config['partner'], 'contact' | 'name'>;
}

/** `GET` of the guide page: the way through a portal of Microsoft's, and what was said of it. Changes nothing. */
export const getGuide =
    (deps: GuideGetDependencies): Handler =>
    async (request) => {
        const link = openedGuide(request);
        const { state, invite } = await openGuide(deps, link);
        const others = await askedAlongside(deps, invite);
        const { action, ...facts } = guideModel(deps, { state, invite, others }, guidePath(link));
        if (wantsJson(request)) return json(200, { status: invite.status, ...facts });
        const language = await languageFor(request, invite.locale);
        const model = { ...facts, action };
        return page(200, guidePage(model, language), language, { copies: copiesOn(model) });
    };
