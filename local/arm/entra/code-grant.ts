import type { JWTPayload } from 'jose';
import { APP_NAME } from '../sign-in/application.ts';
import type { CodeGrant } from '../sign-in/codes.ts';
import { needsConsent } from '../sign-in/refusals.ts';
import type { Application } from '../state/applications.ts';
import type { SampleTenant } from '../state/document.ts';
import type { Tenant } from '../state/world.ts';
import type { Reply } from '../wire.ts';
import { knownTenant } from './discovery.ts';
import { EntraError } from './entra-error.ts';
import { brokenIdToken } from './broken-id-token.ts';
import { operationsPersonClaims, rolesOf } from './operations-tokens.ts';
import { accessTokenClaims, idTokenClaims, type TokenSubject } from './person-tokens.ts';
import { fitsChallenge } from './pkce.ts';
import { authenticateClient } from './prove-client.ts';
import { required, tokenReply, type TokenEndpoint } from './token-request.ts';
import { TOKEN_LIFETIME_SECONDS } from './tokens.ts';

const invalidGrant = (code: number, message: string): EntraError => new EntraError(400, 'invalid_grant', code, message);

const goodCode = (code: string, { signIn }: TokenEndpoint): CodeGrant => {
    const found = signIn.codes.find(code);
    if (found?.state === 'good') return found.grant;
    throw found?.state === 'redeemed'
        ? invalidGrant(54005, 'OAuth2 Authorization code was already redeemed, please retry with a new valid code.')
        : invalidGrant(70008, 'The provided authorization code or refresh token has expired due to inactivity.');
};

const checkBindings = (grant: CodeGrant, form: URLSearchParams, tenantId: string, clientId: string): void => {
    if (grant.tenantId !== tenantId) {
        throw invalidGrant(
            700005,
            'Provided Authorization Code is intended to use against other tenant, thus rejected.',
        );
    }
    if (grant.clientId !== clientId) {
        throw invalidGrant(70000, 'Provided grant is invalid or malformed: it was issued to another application.');
    }
    if (grant.redirectUri !== required(form, 'redirect_uri')) {
        throw invalidGrant(
            50011,
            'The redirect URI of the token request differs from that of the authorization request.',
        );
    }
    if (!fitsChallenge(form.get('code_verifier'), grant.codeChallenge)) {
        throw invalidGrant(
            501481,
            'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
        );
    }
};

const personOf = (
    grant: CodeGrant,
    tenant: Tenant,
    { kind }: Application,
    { signIn }: TokenEndpoint,
): SampleTenant['users'][number] => {
    const user = tenant.row.users.find(({ objectId }) => objectId === grant.objectId);
    if (user === undefined) {
        throw invalidGrant(500341, `The user account ${grant.objectId} has been deleted from the directory.`);
    }
    // An administrator of the home tenant has consented to its own registration for everybody.
    if (kind === 'operations') return user;
    if (tenant.row.servicePrincipal === null || signIn.consents.of(tenant, user.objectId) !== 'given') {
        const { code, message } = needsConsent(grant.clientId, APP_NAME);
        throw invalidGrant(code, message);
    }
    return user;
};

const idToken = (
    subject: TokenSubject,
    { kind }: Application,
    { tokens, url, idTokenDefect }: TokenEndpoint,
): Promise<string> => {
    const claims = { ...idTokenClaims(subject, url), ...(kind === 'operations' ? rolesOf(subject) : {}) };
    return idTokenDefect === undefined
        ? tokens.sign(claims)
        : brokenIdToken(claims, idTokenDefect, tokens.keyId, (broken) => tokens.sign(broken));
};

const accessClaims = (
    subject: TokenSubject,
    { kind }: Application,
    appidacr: '1' | '2',
    { url }: TokenEndpoint,
): JWTPayload =>
    kind === 'operations' ? operationsPersonClaims(subject, appidacr, url) : accessTokenClaims(subject, appidacr);

/**
 * `grant_type=authorization_code`: tokens of the person who signed in, and never a refresh token.
 *
 * @throws EntraError; a code that is refused for how it was presented can still be redeemed as it should be
 */
export const codeGrant = async (form: URLSearchParams, tenantName: string, endpoint: TokenEndpoint): Promise<Reply> => {
    const { world, tokens, signIn, now } = endpoint;
    const tenant = knownTenant(world, tenantName);
    const code = required(form, 'code');
    const { application, appidacr } = await authenticateClient(form, tenant, endpoint);
    // Nothing is waited for between finding the code and spending it: of two at once only one is served.
    const grant = goodCode(code, endpoint);
    checkBindings(grant, form, tenant.row.tenantId, application.clientId);
    const user = personOf(grant, tenant, application, endpoint);
    signIn.codes.redeem(code);
    const subject = { user, grant, now };
    const body = {
        token_type: 'Bearer',
        scope: grant.scopes.filter((scope) => scope.includes('/')).join(' '),
        expires_in: TOKEN_LIFETIME_SECONDS,
        ext_expires_in: TOKEN_LIFETIME_SECONDS,
        access_token: await tokens.sign(accessClaims(subject, application, appidacr, endpoint)),
        ...(grant.scopes.includes('openid') ? { id_token: await idToken(subject, application, endpoint) } : {}),
    };
    return { ...tokenReply(body), objectId: user.objectId };
};
