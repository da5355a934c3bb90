import { isArmAudience } from '../entra/tokens.ts';
import { RefusedRequest } from './refusals.ts';

const OPENID_SCOPES = ['openid', 'profile', 'email', 'offline_access'];
const PERMISSIONS = ['user_impersonation', '.default'];

const isOfArm = (scope: string): boolean => {
    const [, resource = '', permission = ''] = /^(\S+)\/([^/]+)$/.exec(scope) ?? [];
    if (!isArmAudience(resource)) {
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
 * @throws RefusedRequest for a scope that is unknown, for another resource than ARM, and for none of ARM at all
 */
export const readScopes = (text: string): string[] => {
    const scopes = text.split(/\s+/).filter((scope) => scope !== '');
    const ofArm = scopes.filter((scope) => !OPENID_SCOPES.includes(scope)).filter(isOfArm);
    if (ofArm.length > 0) return scopes;
    throw new RefusedRequest(
        'invalid_scope',
        70011,
        "The provided value for the input parameter 'scope' is not valid.",
    );
};
