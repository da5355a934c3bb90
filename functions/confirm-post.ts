import type { Config } from '../shared/config.ts';
import { openedLink, openLinkOf, readDecision, statusPath } from '../shared/http/quick-link.ts';
import { seeOther } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import { requireSameOrigin } from '../shared/http/same-origin.ts';
import { orSignInPage } from '../shared/http/sign-in-problems.ts';
import { declinePartner, savePartner } from '../shared/use-cases/invites/decide.ts';
import { linkGone } from '../shared/use-cases/invites/open-link.ts';
import { beginOpenSave, beginSave } from '../shared/use-cases/sign-in/begin.ts';
import { departing } from './signin-callback.ts';
import type { SignInRouteDependencies } from './signin-callback.ts';

export type ConfirmPostDependencies = SignInRouteDependencies & { confirmationMode: Config['confirmationMode'] };

/**
 * `POST` of the quick link: *Save partner* or *Decline*, from our own page alone. Save leads to sign-in, or,
 * where the mailbox is enough, is the decision itself.
 */
export const postConfirm =
    (deps: ConfirmPostDependencies): Handler =>
    async (request, { log }) => {
        requireSameOrigin(request, deps.publicBaseUrl);
        const signsIn = deps.confirmationMode === 'signin';
        const withoutToken = openLinkOf(request);
        if (withoutToken !== undefined) {
            if (!signsIn || (await readDecision(request)) !== 'save') throw linkGone();
            return await orSignInPage(deps, request, async () =>
                departing(deps, request, await beginOpenSave(deps, withoutToken)),
            );
        }
        const link = openedLink(request);
        const decision = await readDecision(request);
        if (signsIn && decision === 'save') {
            return await orSignInPage(deps, request, async () => departing(deps, request, await beginSave(deps, link)));
        }
        const invite = await (decision === 'save' ? savePartner : declinePartner)(deps, link, log);
        return seeOther(statusPath(invite, link.token));
    };
