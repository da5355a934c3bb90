import type { JWK } from 'jose';
import type { Tenant, World } from '../state/world.ts';
import { queryValue, type Reply, type Request } from '../wire.ts';
import { EntraError } from './entra-error.ts';

const MICROSOFT_HOSTS = ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'];
const CACHE = { 'Cache-Control': 'max-age=86400, private' };

/** The tenant of a path, by ID or domain. @throws EntraError 90002 where there is none */
export const knownTenant = (world: World, tenant: string): Tenant => {
    const found = world.tenant(tenant);
    if (found !== undefined) return found;
    throw new EntraError(
        400,
        'invalid_tenant',
        90002,
        `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the ` +
            'correct cloud. Check with your subscription administrator, this may happen if there are no active ' +
            'subscriptions for the tenant.',
    );
};

/** The application is none that the directory knows. */
export const unknownApplication = (clientId: string, { row }: Tenant): EntraError =>
    new EntraError(
        400,
        'unauthorized_client',
        700016,
        `Application with identifier '${clientId}' was not found in the directory '${row.displayName}'. This can ` +
            'happen if the application has not been installed by the administrator of the tenant or consented to ' +
            'by any user in the tenant. You may have sent your authentication request to the wrong tenant.',
    );

/**
 * Metadata of a tenant; issuer and endpoints hold its ID even when it was asked for by domain.
 *
 * @param pagesUrl origin of what a browser opens
 */
export const openIdConfiguration = (world: World, tenant: string, url: string, pagesUrl: string): Reply => {
    const { tenantId } = knownTenant(world, tenant).row;
    const base = `${url}/${tenantId}`;
    return {
        status: 200,
        headers: CACHE,
        body: {
            token_endpoint: `${base}/oauth2/v2.0/token`,
            token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
            jwks_uri: `${base}/discovery/v2.0/keys`,
            response_modes_supported: ['query', 'fragment', 'form_post'],
            subject_types_supported: ['pairwise'],
            id_token_signing_alg_values_supported: ['RS256'],
            response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
            scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
            issuer: `${base}/v2.0`,
            request_uri_parameter_supported: false,
            authorization_endpoint: `${pagesUrl}/${tenantId}/oauth2/v2.0/authorize`,
            http_logout_supported: true,
            frontchannel_logout_supported: true,
            end_session_endpoint: `${base}/oauth2/v2.0/logout`,
            claims_supported: [
                'sub',
                'iss',
                'aud',
                'exp',
                'iat',
                'auth_time',
                'nonce',
                'preferred_username',
                'name',
                'tid',
                'ver',
            ],
            tenant_region_scope: 'WW',
            cloud_instance_name: 'microsoftonline.com',
            cloud_graph_host_name: 'graph.windows.net',
            msgraph_host: 'graph.microsoft.com',
            rbac_url: 'https://pas.windows.net',
        },
    };
};

/** The signing keys, the same for every tenant. */
export const signingKeys = (world: World, tenant: string, keys: JWK[]): Reply => {
    if (tenant !== 'common' && tenant !== 'organizations') knownTenant(world, tenant);
    return { status: 200, headers: CACHE, body: { keys } };
};

/** What MSAL asks about an authority that it does not know. */
export const instanceDiscovery = (request: Request, url: string): Reply => {
    const endpoint = queryValue(request.query, 'authorization_endpoint') ?? '';
    const asked = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
    const own = new URL(url).host;
    if (asked === undefined || ![own, ...MICROSOFT_HOSTS].includes(asked.host)) {
        throw new EntraError(400, 'invalid_instance', 50049, 'Unknown or invalid instance.');
    }
    const tenant = asked.pathname.split('/')[1] ?? 'common';
    return {
        status: 200,
        headers: CACHE,
        body: {
            tenant_discovery_endpoint: `${asked.origin}/${tenant}/v2.0/.well-known/openid-configuration`,
            'api-version': '1.1',
            metadata: [
                {
                    preferred_network: MICROSOFT_HOSTS[0],
                    preferred_cache: MICROSOFT_HOSTS[1],
                    aliases: MICROSOFT_HOSTS,
                },
                { preferred_network: own, preferred_cache: own, aliases: [own] },
            ],
        },
    };
};
