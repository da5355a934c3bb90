import { isOperationsResource } from '../state/applications.ts';
import type { Tenant } from '../state/world.ts';
import type { Reply } from '../wire.ts';
import { knownTenant } from './discovery.ts';
import { EntraError } from './entra-error.ts';
import { operationsAppClaims } from './operations-tokens.ts';
import { authenticateClient } from './prove-client.ts';
import { required, tokenReply, type TokenEndpoint } from './token-request.ts';
import { isArmAudience, TOKEN_LIFETIME_SECONDS } from './tokens.ts';

const unknownResource = (resource: string, row: Tenant['row']): EntraError =>
    new EntraError(
        400,
        'invalid_resource',
        500011,
        `The resource principal named ${resource} was not found in the tenant named ${row.displayName}.`,
    );

const bearerReply = (accessToken: string): Reply =>
    tokenReply({
        token_type: 'Bearer',
        expires_in: TOKEN_LIFETIME_SECONDS,
        ext_expires_in: TOKEN_LIFETIME_SECONDS,
        access_token: accessToken,
    });

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

/**
 * A token of the operations registration for its own API, with the roles that it has there: what scripts use. Its service
 * principal bears the client ID in the double, which keeps no other.
 */
const operationsToken = async (resource: string, { row }: Tenant, endpoint: TokenEndpoint): Promise<Reply> => {
    const { world, tokens, url, now } = endpoint;
    const { operations } = world.document;
    if (operations === undefined || !isOperationsResource(world.document, resource))
        throw unknownResource(resource, row);
    const { clientId } = operations;
    const claims = operationsAppClaims({ operations, tenantId: row.tenantId, url, now });
    return { ...bearerReply(await tokens.sign(claims)), objectId: clientId };
};

/** `grant_type=client_credentials`: a token of the application itself. @throws EntraError */
export const clientCredentials = async (
    form: URLSearchParams,
    tenant: string,
    endpoint: TokenEndpoint,
): Promise<Reply> => {
    const { world, tokens } = endpoint;
    const known = knownTenant(world, tenant);
    const { row } = known;
    const resource = resourceOf(required(form, 'scope'));
    const { application, appidacr } = await authenticateClient(form, known, endpoint);
    if (application.kind === 'operations') return operationsToken(resource, known, endpoint);
    const { clientId } = application;
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
        throw unknownResource(resource, row);
    }
    const accessToken = await tokens.signAppToken({
        tenantId: row.tenantId,
        objectId: row.servicePrincipal.objectId,
        appId: clientId,
        audience: resource,
        appidacr,
    });
    return { ...bearerReply(accessToken), objectId: row.servicePrincipal.objectId };
};
