import type { HttpRequest } from '@azure/functions';
import type { Config } from '../shared/config.ts';
import type { SignInTrip } from '../shared/domain/sign-in.ts';
import { quickLinkPath } from '../shared/domain/page-paths.ts';
import { languageFor } from '../shared/http/language.ts';
import { page } from '../shared/http/page.ts';
import { wantsJson } from '../shared/http/wants-json.ts';
import { statusPathOf } from '../shared/http/quick-link.ts';
import { json, seeOther } from '../shared/http/respond.ts';
import type { Answer } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import type { SignInCookies } from '../shared/http/sign-in-cookies.ts';
import { reviewToPage } from '../shared/http/sign-in-pages.ts';
import type { PagePartner } from '../shared/http/sign-in-pages.ts';
import { orSignInPage } from '../shared/http/sign-in-problems.ts';
import type { SignInProblemDependencies } from '../shared/http/sign-in-problems.ts';
import type { Log } from '../shared/ports/log.ts';
import { act } from '../shared/use-cases/sign-in/act.ts';
import { consentSubject } from '../shared/use-cases/sign-in/admin-consent.ts';
import type { ConsentSubject } from '../shared/use-cases/sign-in/admin-consent.ts';
import { arrive } from '../shared/use-cases/sign-in/arrive.ts';
import type { Departure } from '../shared/use-cases/sign-in/depart.ts';
import type { SignInDependencies } from '../shared/use-cases/sign-in/deps.ts';
import { Refused } from '../shared/use-cases/sign-in/refused.ts';
import { review } from '../shared/use-cases/sign-in/review.ts';
import { adminConsentPage } from '../shared/views/sign-in/admin-consent-page.ts';

export type SignInRouteDependencies = SignInDependencies &
    Omit<SignInProblemDependencies, 'partner'> & {
        partner: PagePartner & Pick<Config['partner'], 'defaultId'>;
        cookies: SignInCookies;
    };

/** The browser goes to Entra, and keeps the sealed trip meanwhile. */
export const departing = async (
    { cookies }: { cookies: SignInCookies },
    request: HttpRequest,
    { url, trip }: Departure,
): Promise<Answer> => ({ ...seeOther(url), cookies: [...cookies.dropOldest(request), await cookies.tripCookie(trip)] });

/**
 * An administrator of the tenant comes back from the consent that somebody else of the tenant needs. Anybody can make up
 * this address: the page holds nothing of it but IDs in their own form, and nothing rests on what it says.
 */
async function afterConsent(
    deps: SignInRouteDependencies,
    request: HttpRequest,
    about: ConsentSubject,
): Promise<Answer> {
    const given = request.query.get('admin_consent')?.toLowerCase() === 'true' && !request.query.has('error');
    if (wantsJson(request)) return json(200, { consent: given });
    const { name, contact, ids, defaultId } = deps.partner;
    const partner = { name, contact, id: ids.includes(about.partnerId) ? about.partnerId : defaultId };
    const link = { subscriptionId: about.subscriptionId, partnerId: partner.id };
    const model = { partner, given, forwardLink: `${deps.publicBaseUrl}${quickLinkPath(link)}` };
    const language = await languageFor(request);
    return page(200, adminConsentPage(model, language), language);
}

async function goOn(deps: SignInRouteDependencies, request: HttpRequest, trip: SignInTrip, log: Log): Promise<Answer> {
    const person = await arrive(deps, request.query, trip, log);
    if ('kind' in person) return await departing(deps, request, person);
    if (trip.step === 'act') {
        const done = await act(deps, trip, person, log);
        return 'url' in done
            ? await departing(deps, request, done)
            : seeOther(statusPathOf(done, deps.linkSigningKeys));
    }
    const found = await review(deps, trip, person, log);
    if ('url' in found) return await departing(deps, request, found);
    const language = await languageFor(request, found.subject.stored?.value.locale);
    const body = reviewToPage(found, deps.partner, deps.eligibleRoles, language);
    return {
        ...page(200, body, language, { formActions: [await deps.signIn.authorizationOrigin()] }),
        cookies: [...deps.cookies.dropOldest(request), await deps.cookies.reviewCookie(found.ticket)],
    };
}

/**
 * Where Entra sends the browser back to. The first trip only reads and ends on the review page; the second one
 * does what was chosen there. What holds it: the sealed cookie of this browser, its state, and a code that
 * works once.
 */
export const getSignInCallback =
    (deps: SignInRouteDependencies): Handler =>
    async (request, { log }) => {
        const state = request.query.get('state') ?? '';
        const consent = consentSubject(state);
        if (consent !== undefined) return await afterConsent(deps, request, consent);
        const answer = await orSignInPage(deps, request, async () => {
            const trip = await deps.cookies.readTrip(request, state);
            if (trip === undefined) throw new Refused('expired');
            return await goOn(deps, request, trip, log);
        });
        return { ...answer, cookies: [deps.cookies.dropTrip(state), ...(answer.cookies ?? [])] };
    };
