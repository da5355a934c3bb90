import type { GrantScope } from '../../domain/grant-scope.ts';
import type { AdminAzure, Right } from '../../ports/admin-azure.ts';
import { Refused } from './refused.ts';
import type { RefusalFacts } from './refused.ts';

/**
 * Makes sure that the person may give access there. Azure is asked, no role is looked at by name: what counts
 * are the rights that the person has at this moment, however they came by them.
 *
 * @throws Refused `no-right`, or `activate-first` where the right is only to be activated
 */
export async function requireRight(
    admin: AdminAzure,
    scope: GrantScope,
    right: 'mayAssign' | 'mayUnassign',
    facts: RefusalFacts,
): Promise<Exclude<Right, 'no'>> {
    const found = await admin[right](scope);
    if (found !== 'no') return found;
    throw new Refused((await admin.couldActivate(scope)) ? 'activate-first' : 'no-right', facts);
}
