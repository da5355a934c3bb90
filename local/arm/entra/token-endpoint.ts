import { timingSafeEqual } from 'node:crypto';
import type { World } from '../state/world.ts';
import type { Reply, Request } from '../wire.ts';
import { checkClientAssertion, type ClientKeys } from './client-assertion.ts';
import { knownTenant } from './discovery.ts';
import { EntraError } from './entra-error.ts';
import { isArmAudience, TOKEN_LIFETIME_SECONDS, type Tokens } from './tokens.ts';

/** What the token endpoint works with. */
export interface TokenEndpoint {
    world: World;
    tokens: Tokens;
    keys: ClientKeys;
    /** Origin of the double. */
    url: string;
    now: Date;
}

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const required = (form: URLSearchParams, name: string): string => {
    const value = form.get(name);
    if (value !== null && value !== '') return value;
    throw new EntraError(
        400,
        'invalid_request',
        900144,
        `The request body must contain the following parameter: '${name}'.`,
    );
};

const sameText = (left: string, right: string): boolean => {
    const [a, b] = [Buffer.from(left), Buffer.from(right)];
    return a.length === b.length && timingSafeEqual(a, b);
};

/** The resource of a `…/.default` scope. */
const resourceOf = (scope: string): string => {
    const resource = /^(\S+)\/\.default$/.exec(scope.trim())?.[1];
    if (resource === undefined) {
        throw new EntraError(
            400,
            'invalid_scope',
            1002012,
            `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with ` +
                '/.default suffixed to the resource identifier (application ID URI).',
        );
    }
    return resource;
};

const proveClient = async (form: URLSearchParams, tenantId: string, endpoint: TokenEndpoint): Promise<'1' | '2'> => {
    const { app } = endpoint.world.document;
    const secret = form.get('client_secret');
    const assertion = form.get('client_assertion');
    if (assertion !== null) {
        if (form.get('client_assertion_type') !== ASSERTION_TYPE) required(form, 'client_assertion_type');
        const base = `${endpoint.url}/${tenantId}`;
        const audiences = [`${base}/oauth2/v2.0/token`, `${base}/v2.0`];
        await checkClientAssertion(assertion, app.clientId, endpoint.keys, audiences, endpoint.now);
        return '2';
    }
    if (secret === null) {
        throw new EntraError(
            401,
            'invalid_client',
            7000218,
            "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
        );
    }
    if (!sameText(secret, app.clientSecret)) {
        throw new EntraError(
            401,
            'invalid_client',
            7000215,
            'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, ' +
                `not the client secret ID, for a secret added to app '${app.clientId}'.`,
        );
    }
    return '1';
};

const clientCredentials = async (form: URLSearchParams, tenant: string, endpoint: TokenEndpoint): Promise<Reply> => {
    const { world, tokens } = endpoint;
    const { row } = knownTenant(world, tenant);
    const clientId = required(form, 'client_id').toLowerCase();
    const resource = resourceOf(required(form, 'scope'));
    if (clientId !== world.document.app.clientId) {
        throw new EntraError(
            400,
            'unauthorized_client',
            700016,
            `Application with identifier '${clientId}' was not found in the directory '${row.displayName}'. This can ` +
                'happen if the application has not been installed by the administrator of the tenant or consented to ' +
                'by any user in the tenant. You may have sent your authentication request to the wrong tenant.',
        );
    }
    const appidacr = await proveClient(form, row.tenantId, endpoint);
    if (row.servicePrincipal === null) {
        throw new EntraError(
            401,
            'invalid_client',
            7000229,
            `The client application ${clientId} is missing service principal in the tenant ${row.tenantId}. See ` +
                'instructions here: https://go.microsoft.com/fwlink/?linkid=2225119',
        );
    }
    // "https://management.core.windows.net//.default" asks for the resource with its trailing slash.
    if (!isArmAudience(resource)) {
        throw new EntraError(
            400,
            'invalid_resource',
            500011,
            `The resource principal named ${resource} was not found in the tenant named ${row.displayName}.`,
        );
    }
    const accessToken = await tokens.signAppToken({
        tenantId: row.tenantId,
        objectId: row.servicePrincipal.objectId,
        appId: clientId,
        audience: resource,
        appidacr,
    });
    return {
        status: 200,
        headers: { 'Cache-Control': 'no-store, no-cache', Pragma: 'no-cache' },
        body: {
            token_type: 'Bearer',
            expires_in: TOKEN_LIFETIME_SECONDS,
            ext_expires_in: TOKEN_LIFETIME_SECONDS,
            access_token: accessToken,
        },
    };
};

/** `POST /{tenant}/oauth2/v2.0/token`. @throws EntraError for everything that is refused */
export const issueToken = (request: Request, tenant: string, endpoint: TokenEndpoint): Promise<Reply> => {
    const form = new URLSearchParams(request.body);
    const grantType = required(form, 'grant_type');
    if (grantType === 'client_credentials') return clientCredentials(form, tenant, endpoint);
    throw new EntraError(
        400,
        'unsupported_grant_type',
        70003,
        `The app requested an unsupported grant type '${grantType}'.`,
    );
};
