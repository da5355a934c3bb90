import type { EligibleRoles } from '../../domain/eligible-roles.ts';
import type { AzureInvite } from '../../domain/invite.ts';
import { AzureError } from '../../ports/azure.ts';
import type { AttachDependencies } from '../attach/deps.ts';
import { principalIn } from '../attach/principal.ts';
import type { Principal } from '../attach/principal.ts';
import { ownRoles } from '../attach/ways.ts';
import { delegationOf } from '../attach/delegation.ts';
import type { Delegation } from '../attach/delegation.ts';

/** Whether, and which way, a customer gave us a role that counts on one subscription. */
export type FoundAccess =
    | { kind: 'there'; way: 'application' | 'lighthouse' }
    | {
          kind: 'missing';
          /** Our service principal in the tenant: not there at all, or without a role that counts. */
          application: 'missing' | 'no-role';
          /** `unreadable`: delegated, without the right to see which roles. */
          delegation: 'none' | 'no-role' | 'unreadable';
      };

export type MissingAccess = Extract<FoundAccess, { kind: 'missing' }>;

export interface FindAccessDependencies extends Pick<AttachDependencies, 'azure' | 'clock' | 'locks' | 'random'> {
    /** The partner's own tenant. */
    partner: { tenantId: string };
    eligibleRoles: EligibleRoles;
}

type Place = Pick<AzureInvite, 'tenantId' | 'subscriptionId'>;

async function delegation(
    { eligibleRoles }: FindAccessDependencies,
    home: Principal,
    place: Place,
): Promise<Delegation | 'unreadable'> {
    try {
        return await home.ask((access) => delegationOf(access, eligibleRoles, place));
    } catch (error) {
        if (error instanceof AzureError && error.kind === 'forbidden') return 'unreadable';
        throw error;
    }
}

/**
 * Looks, app-only, whether a role that counts stands at or above a subscription: of our service principal
 * in its tenant, else of our home principal through Azure Lighthouse.
 *
 * @throws AzureError where it could not be read
 * @throws Wait as long as ARM wants to be left alone
 */
export async function findAccess(deps: FindAccessDependencies, place: Place): Promise<FoundAccess> {
    const own = await principalIn(deps, place.tenantId);
    const roles = await ownRoles(own, place.subscriptionId);
    if (roles !== undefined && deps.eligibleRoles.held(roles)) return { kind: 'there', way: 'application' };
    const home = await principalIn(deps, deps.partner.tenantId);
    const delegated = await delegation(deps, home, place);
    if (delegated === 'eligible') return { kind: 'there', way: 'lighthouse' };
    return { kind: 'missing', application: roles === undefined ? 'missing' : 'no-role', delegation: delegated };
}
