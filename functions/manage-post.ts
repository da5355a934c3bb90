import { openedLink, readChange } from '../shared/http/quick-link.ts';
import type { Handler } from '../shared/http/route.ts';
import { requireSameOrigin } from '../shared/http/same-origin.ts';
import { orSignInPage } from '../shared/http/sign-in-problems.ts';
import { beginChange } from '../shared/use-cases/sign-in/begin.ts';
import { departing } from './signin-callback.ts';
import type { SignInRouteDependencies } from './signin-callback.ts';

/** *Remove partner* or *Replace partner ID*: leads to sign-in. Changes nothing itself. */
export const postManage =
    (deps: SignInRouteDependencies): Handler =>
    async (request) => {
        requireSameOrigin(request, deps.publicBaseUrl);
        const link = openedLink(request);
        const purpose = await readChange(request);
        return await orSignInPage(deps, request, async () =>
            departing(deps, request, await beginChange(deps, link, purpose)),
        );
    };
