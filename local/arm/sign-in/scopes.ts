import { isArmAudience } from '../entra/tokens.ts';
import type { Application } from '../state/applications.ts';
import { RefusedRequest } from './refusals.ts';

const OPENID_SCOPES = ['openid', 'profile', 'email', 'offline_access'];
const PERMISSIONS = ['user_impersonation', '.default'];

const isOfResource = (scope: string, { kind, clientId }: Application): boolean => {
    const [, resource = '', permission = ''] = /^(\S+)\/([^/]+)$/.exec(scope) ?? [];
    const isKnown = kind === 'operations' ? resource === `api://${clientId}` : isArmAudience(resource);
    if (!isKnown) {
        throw resource === ''
            ? new RefusedRequest(
                  'invalid_scope',
                  70011,
                  `The provided value for the input parameter 'scope' is not valid: ${scope}.`,
              )
            : new RefusedRequest(
                  'invalid_resource',
                  500011,
                  `The resource principal named ${resource} was not found in the tenant.`,
              );
    }
    if (PERMISSIONS.includes(permission)) return true;
    throw new RefusedRequest(
        'invalid_scope',
        650053,
        `The application asked for scope '${permission}' that doesn't exist on the resource '${resource}'.`,
    );
};

/**
 * The scopes of a request, one by one.
 *
 * @throws RefusedRequest for a scope that is unknown, for another resource than ARM (of the operations registration: than
 *   itself), and where it is neither said who signs in nor for what
 */
export const readScopes = (text: string, application: Application): string[] => {
    const scopes = text.split(/\s+/).filter((scope) => scope !== '');
    const ofResource = scopes
        .filter((scope) => !OPENID_SCOPES.includes(scope))
        .filter((scope) => isOfResource(scope, application));
    const isSignInAlone = application.kind === 'operations' && scopes.includes('openid');
    if (ofResource.length > 0 || isSignInAlone) return scopes;
    throw new RefusedRequest(
        'invalid_scope',
        70011,
        "The provided value for the input parameter 'scope' is not valid.",
    );
};
