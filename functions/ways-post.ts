import type { HttpRequest } from '@azure/functions';
import type { Config } from '../shared/config.ts';
import { readForm } from '../shared/http/form.ts';
import { languageFor } from '../shared/http/language.ts';
import { page } from '../shared/http/page.ts';
import { wantsJson } from '../shared/http/wants-json.ts';
import { openedLink, statusPath } from '../shared/http/quick-link.ts';
import { json, seeOther } from '../shared/http/respond.ts';
import type { Answer } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import { requireSameOrigin } from '../shared/http/same-origin.ts';
import { waysForm } from '../shared/http/ways-form.ts';
import { aboutWays } from '../shared/http/ways-view.ts';
import type { WaysSettings } from '../shared/http/ways-view.ts';
import { attestLink } from '../shared/use-cases/invites/attest.ts';
import type { AttestDependencies } from '../shared/use-cases/invites/attest.ts';
import { checkAccess } from '../shared/use-cases/invites/check-access.ts';
import type { CheckAccessDependencies, CheckedAccess } from '../shared/use-cases/invites/check-access.ts';
import { notThereYetPage, signInNeededPage } from '../shared/views/ways/checked-pages.ts';

export interface WaysPostDependencies
    extends
        Omit<WaysSettings, 'partner'>,
        Omit<CheckAccessDependencies, 'partner'>,
        Omit<AttestDependencies, 'partner'> {
    partner: Pick<Config['partner'], 'clientId' | 'contact' | 'name' | 'notify' | 'tenantId'>;
}

/** What came of *Check now*, for whoever has to go on. */
async function tellChecked(
    deps: WaysPostDependencies,
    checked: CheckedAccess,
    token: string,
    request: HttpRequest,
): Promise<Answer> {
    const asJson = wantsJson(request);
    const language = await languageFor(request, checked.invite.locale);
    const about = aboutWays(deps, checked.invite, token);
    switch (checked.kind) {
        case 'saved':
            return seeOther(statusPath(checked.invite, token));
        case 'sign-in-needed':
            return asJson
                ? json(200, { result: checked.kind })
                : page(200, signInNeededPage(about, language), language);
        case 'not-there': {
            const { application, delegation } = checked.access;
            const { clientId } = deps.partner;
            return asJson
                ? json(200, { result: checked.kind, application, delegation })
                : page(200, notThereYetPage({ ...about, clientId, application, delegation }, language), language);
        }
    }
}

/** `POST …/ways`, from our own page alone: *Check now*, or *I have linked it*. */
export const postWays =
    (deps: WaysPostDependencies): Handler =>
    async (request, { log }) => {
        requireSameOrigin(request, deps.publicBaseUrl);
        const link = openedLink(request);
        const form = await readForm(request, waysForm);
        if (form.decision === 'check') {
            return await tellChecked(deps, await checkAccess(deps, link, log), link.token, request);
        }
        return seeOther(statusPath(await attestLink(deps, link, form.how, log), link.token));
    };
