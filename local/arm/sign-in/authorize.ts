import { randomUUID } from 'node:crypto';
import type { Reply } from '../wire.ts';
import { APP_NAME } from './application.ts';
import { pickerPage } from './account-pages.ts';
import { readAuthorizeRequest, type AuthorizeRequest } from './authorize-request.ts';
import { approvalPage, consentPage } from './consent-pages.ts';
import { consentAsked } from './consent-asked.ts';
import { problemText } from './other-pages.ts';
import { pageAnswer, signedIn, tripOf, userNamed, type PageVisit } from './page-visit.ts';
import { requireAssignment } from './assignment.ts';
import { needsAdministrator, needsChoice, needsConsent, needsSignIn, type Refusal } from './refusals.ts';
import { sendBack, sendRefusal } from './send-back.ts';
import type { PageAnswer } from './tickets.ts';

/** The account that needs no page: undefined where one has to be picked. */
const rememberedAccount = (asked: AuthorizeRequest, visit: PageVisit): string | { refusal: Refusal } | undefined => {
    const { prompt, loginHint } = asked;
    if (prompt === 'select_account' || prompt === 'login') return undefined;
    const accounts = signedIn(visit);
    const hinted = loginHint === undefined ? undefined : userNamed(visit.tenant, loginHint);
    const fitting = loginHint === undefined ? accounts : accounts.filter((account) => account === hinted);
    const [account] = fitting;
    if (account !== undefined && fitting.length === 1) return account.objectId;
    if (prompt !== 'none') return undefined;
    return { refusal: account === undefined ? needsSignIn : needsChoice };
};

const giveCode = (objectId: string, asked: AuthorizeRequest, { tenant, signIn }: PageVisit): Reply => {
    const code = signIn.codes.issue({
        tenantId: tenant.row.tenantId,
        clientId: asked.address.application.clientId,
        objectId,
        redirectUri: asked.address.redirectUri,
        scopes: asked.scopes,
        nonce: asked.nonce,
        codeChallenge: asked.codeChallenge,
        stepUp: asked.stepUp,
    });
    return { ...sendBack(asked.address, { code, session_state: randomUUID() }), objectId };
};

/** The consent that is missing, as a page or, in silence, as a refusal; undefined where there is enough of it. */
const missingConsent = (
    objectId: string,
    isConsented: boolean,
    asked: AuthorizeRequest,
    visit: PageVisit,
): Promise<Reply> | Reply | undefined => {
    const { tenant, signIn } = visit;
    const { application } = asked.address;
    if (application.kind === 'operations') {
        requireAssignment(application, tenant, objectId);
        return undefined;
    }
    const state = signIn.consents.of(tenant, objectId);
    const isAskedAgain = asked.prompt === 'consent' && !isConsented;
    if (state === 'given' && !isAskedAgain) return undefined;
    if (asked.prompt === 'none') {
        return sendRefusal(asked.address, needsConsent(application.clientId, APP_NAME), visit);
    }
    const trip = tripOf(visit, 'authorize');
    const about = consentAsked(objectId, visit);
    return state === 'administrator'
        ? approvalPage(trip, about, problemText(needsAdministrator(APP_NAME)))
        : consentPage(trip, about);
};

const answerFor = (asked: AuthorizeRequest, visit: PageVisit): PageAnswer | undefined => {
    const answer = pageAnswer(visit, tripOf(visit, 'authorize'));
    if (answer !== undefined) return answer;
    const remembered = rememberedAccount(asked, visit);
    return typeof remembered === 'string' ? { account: remembered, isConsented: false } : remembered;
};

/**
 * `GET /{tenant}/oauth2/v2.0/authorize`: the next page that is needed, or back to the application. Whatever is answered
 * on a page comes back here, so that there is one way out.
 *
 * @throws EntraError for what only a page may tell
 */
export const authorize = async (visit: PageVisit): Promise<Reply> => {
    const asked = readAuthorizeRequest(visit.world, visit.tenant, visit.request.query);
    if ('refused' in asked) return sendRefusal(asked.address, asked.refused.refusal, visit);
    const answer = answerFor(asked, visit);
    if (answer === undefined) return pickerPage(tripOf(visit, 'authorize'), visit.tenant.row);
    if ('refusal' in answer) return sendRefusal(asked.address, answer.refusal, visit);
    const { account, isConsented } = answer;
    return (await missingConsent(account, isConsented, asked, visit)) ?? giveCode(account, asked, visit);
};
