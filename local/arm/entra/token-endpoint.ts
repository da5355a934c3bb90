import type { Reply, Request } from '../wire.ts';
import { clientCredentials } from './client-credentials.ts';
import { codeGrant } from './code-grant.ts';
import { EntraError } from './entra-error.ts';
import { required, type TokenEndpoint } from './token-request.ts';

/** `POST /{tenant}/oauth2/v2.0/token`. @throws EntraError for everything that is refused */
export const issueToken = (request: Request, tenant: string, endpoint: TokenEndpoint): Promise<Reply> => {
    const form = new URLSearchParams(request.body);
    const grantType = required(form, 'grant_type');
    if (grantType === 'client_credentials') return clientCredentials(form, tenant, endpoint);
    if (grantType === 'authorization_code') return codeGrant(form, tenant, endpoint);
    throw new EntraError(
        400,
        'unsupported_grant_type',
        70003,
        `The app requested an unsupported grant type '${grantType}'.`,
    );
};
