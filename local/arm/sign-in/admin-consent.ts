import type { Application } from '../state/applications.ts';
import type { Reply } from '../wire.ts';
import { pickerPage } from './account-pages.ts';
import { returnAddress } from './application.ts';
import { consentAsked } from './consent-asked.ts';
import { consentPage } from './consent-pages.ts';
import { pageAnswer, tripOf, type PageVisit } from './page-visit.ts';
import { RefusedRequest, type Refusal } from './refusals.ts';
import { readScopes } from './scopes.ts';
import { sendBack, sendRefusal } from './send-back.ts';

const refusedScope = (scope: string | null, application: Application): Refusal | undefined => {
    try {
        if (scope === null) {
            throw new RefusedRequest(
                'invalid_request',
                900144,
                "The request must contain the following parameter: 'scope'.",
            );
        }
        readScopes(scope, application);
        return undefined;
    } catch (error) {
        // The endpoint knows one error for all that is wrong with a request.
        if (error instanceof RefusedRequest) return { ...error.refusal, error: 'invalid_request' };
        throw error;
    }
};

/**
 * `GET /{tenant}/v2.0/adminconsent`: the next page that is needed, or back to the application. It shows who consents
 * even to somebody who is signed in: that is a decision for everybody.
 *
 * @throws EntraError for what only a page may tell
 */
export const adminConsent = (visit: PageVisit): Promise<Reply> | Reply => {
    const { tenant, world, request } = visit;
    const address = returnAddress(world, tenant, request.query);
    const scope = request.query.get('scope');
    const refused = refusedScope(scope, address.application);
    if (refused !== undefined) return sendRefusal(address, refused, visit);
    const trip = tripOf(visit, 'adminconsent');
    const answer = pageAnswer(visit, trip);
    if (answer === undefined) return pickerPage(trip, tenant.row);
    if ('refusal' in answer) return sendRefusal(address, answer.refusal, visit);
    if (!answer.isConsented) return consentPage(trip, consentAsked(answer.account, visit));
    return sendBack(address, { admin_consent: 'True', tenant: tenant.row.tenantId, scope: scope ?? '' });
};
