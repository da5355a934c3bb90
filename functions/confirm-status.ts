import { isOpen } from '../shared/domain/invite.ts';
import { languageFor } from '../shared/http/language.ts';
import { page } from '../shared/http/page.ts';
import { wantsJson } from '../shared/http/wants-json.ts';
import { confirmPath, managePathOf, openedLink } from '../shared/http/quick-link.ts';
import { json } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import { linkStatus } from '../shared/use-cases/invites/open-link.ts';
import { changesOf } from '../shared/use-cases/sign-in/manage.ts';
import { partnerView, subscriptionView } from '../shared/views/request-view.ts';
import { statusPage } from '../shared/views/status-page.ts';
import type { ConfirmPageDependencies } from './confirm-get.ts';

/** `GET …/status`: where it stands, to its end. Changes nothing. */
export const getConfirmStatus =
    (deps: ConfirmPageDependencies): Handler =>
    async (request) => {
        const link = openedLink(request);
        const invite = await linkStatus(deps, link);
        const view = {
            partner: partnerView(invite, deps.partner.contact),
            subscription: subscriptionView(invite),
            status: invite.status,
            timeline: invite.timeline.map(({ at, event }) => ({ at, event })),
        };
        if (wantsJson(request)) return json(200, { ...view, nextStep: invite.nextStep });
        const confirmAction = isOpen(invite, deps.clock.now()) ? confirmPath(invite, link.token) : null;
        const { confirmedBy } = invite;
        const { canRemove, canReplace } = changesOf(invite, deps.clock.now());
        const canChange = deps.confirmationMode === 'signin' && (canRemove || canReplace);
        const manageAction = canChange ? managePathOf(invite, deps.linkSigningKeys) : null;
        const model = {
            ...view,
            outcome: invite.attachOutcome,
            mode: deps.confirmationMode,
            clientId: deps.partner.clientId,
            confirmAction,
            manageAction,
            confirmedBy,
        };
        const language = await languageFor(request, invite.locale);
        return page(200, statusPage(model, language), language, { isLive: true });
    };
