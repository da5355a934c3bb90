import { EntraError } from '../entra/entra-error.ts';
import type { Application } from '../state/applications.ts';
import type { Tenant } from '../state/world.ts';

/**
 * The operations registration has _assignment required_: who was given none of its roles gets no further.
 *
 * @throws EntraError 50105, which is told on a page
 */
export const requireAssignment = ({ clientId }: Application, { row }: Tenant, objectId: string): void => {
    const user = row.users.find((one) => one.objectId === objectId);
    if (user !== undefined && user.appRoles.length > 0) return;
    throw new EntraError(
        403,
        'access_denied',
        50105,
        `Your administrator has configured the application with ID '${clientId}' to block users unless they are ` +
            `specifically granted ('assigned') access to the application. The signed in user ` +
            `'${user?.userPrincipalName ?? objectId}' is blocked because they are not a direct member of a group with ` +
            'access, nor had access directly assigned by an administrator.',
    );
};
