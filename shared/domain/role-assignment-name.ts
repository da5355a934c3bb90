import { v5 } from 'uuid';

/** Made up once for this: the same grant gets the same name from whoever makes it, and another product's grant does not. */
const NAMESPACE = '5f0c6b1e-3c1d-4d0f-9a55-6c2d1e7b8a94';

/**
 * The name of a role assignment, always the same for the same grant: whoever makes it twice makes it once.
 *
 * @param scope path of the scope, as in `/subscriptions/…`
 * @returns a GUID
 */
export const roleAssignmentName = (scope: string, principalId: string, roleDefinitionId: string): string =>
    v5([scope, principalId, roleDefinitionId].join('|').toLowerCase(), NAMESPACE);
