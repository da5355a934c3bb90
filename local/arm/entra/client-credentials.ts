import type { Reply } from '../wire.ts';
import { knownTenant } from './discovery.ts';
import { EntraError } from './entra-error.ts';
import { authenticateClient } from './prove-client.ts';
import { required, tokenReply, type TokenEndpoint } from './token-request.ts';
import { isArmAudience, TOKEN_LIFETIME_SECONDS } from './tokens.ts';

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
    const { clientId, appidacr } = await authenticateClient(form, known, endpoint);
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
    const body = {
        token_type: 'Bearer',
        expires_in: TOKEN_LIFETIME_SECONDS,
        ext_expires_in: TOKEN_LIFETIME_SECONDS,
        access_token: accessToken,
    };
    return { ...tokenReply(body), objectId: row.servicePrincipal.objectId };
};
