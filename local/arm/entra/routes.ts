import { randomUUID } from 'node:crypto';
import type { Reply, Request } from '../wire.ts';
import { instanceDiscovery, openIdConfiguration, signingKeys } from './discovery.ts';
import { EntraError, entraErrorReply, entraHeaders } from './entra-error.ts';
import { issueToken } from './token-endpoint.ts';
import type { TokenEndpoint } from './token-request.ts';

const TENANT_PATHS =
    /^\/([^/]+)(\/v2\.0\/\.well-known\/openid-configuration|\/discovery\/v2\.0\/keys|\/oauth2\/v2\.0\/token)$/i;
const INSTANCE_PATH = /^\/common\/discovery\/instance$/i;

/** The tenant, by ID or domain, that a path of Entra names; undefined where the path is none of Entra's. */
export const entraTenant = (path: string): string | undefined =>
    INSTANCE_PATH.test(path) ? 'common' : TENANT_PATHS.exec(path)?.[1];

const dispatch = async (request: Request, endpoint: TokenEndpoint): Promise<Reply> => {
    const { world, url, tokens } = endpoint;
    if (INSTANCE_PATH.test(request.path)) return instanceDiscovery(request, url);
    const match = TENANT_PATHS.exec(request.path);
    const tenant = decodeURIComponent(match?.[1] ?? '');
    const rest = match?.[2]?.toLowerCase() ?? '';
    if (rest.endsWith('/token')) {
        if (request.method === 'POST') return issueToken(request, tenant, endpoint);
        throw new EntraError(400, 'invalid_request', 900561, 'The endpoint only accepts POST requests.');
    }
    return rest.endsWith('/keys')
        ? signingKeys(world, tenant, tokens.keys)
        : openIdConfiguration(world, tenant, url, endpoint.signIn.url);
};

/** Answers a request on one of Entra's paths. */
export const handleEntra = async (request: Request, endpoint: TokenEndpoint): Promise<Reply> => {
    try {
        const reply = await dispatch(request, endpoint);
        return { ...reply, headers: { ...entraHeaders(randomUUID()), ...reply.headers } };
    } catch (error) {
        if (error instanceof EntraError) return entraErrorReply(error, request, endpoint.url, endpoint.now);
        throw error;
    }
};
