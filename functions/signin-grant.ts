import { choiceOf, readGrantForm } from '../shared/http/grant-form.ts';
import type { Handler } from '../shared/http/route.ts';
import { requireSameOrigin } from '../shared/http/same-origin.ts';
import { orSignInPage } from '../shared/http/sign-in-problems.ts';
import { departToAct } from '../shared/use-cases/sign-in/depart.ts';
import { Refused } from '../shared/use-cases/sign-in/refused.ts';
import { departing } from './signin-callback.ts';
import type { SignInRouteDependencies } from './signin-callback.ts';

/** The button of a review page: leads to Entra once more, with what was chosen. Changes nothing itself. */
export const postGrant =
    (deps: SignInRouteDependencies): Handler =>
    async (request) => {
        requireSameOrigin(request, deps.publicBaseUrl);
        const form = await readGrantForm(request);
        return await orSignInPage(deps, request, async () => {
            const ticket = await deps.cookies.readReview(request, form.form);
            if (ticket === undefined) throw new Refused('expired');
            return await departing(deps, request, await departToAct(deps, ticket, choiceOf(form, ticket)));
        });
    };
