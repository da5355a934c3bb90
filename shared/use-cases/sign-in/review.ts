import type { AzureInvite } from '../../domain/invite.ts';
import { subscriptionScope } from '../../domain/grant-scope.ts';
import type { ReviewTicket, SignInTrip } from '../../domain/sign-in.ts';
import type { AdminAzure, AssignedRole } from '../../ports/admin-azure.ts';
import { AzureError } from '../../ports/azure.ts';
import type { Log } from '../../ports/log.ts';
import type { SignedIn } from '../../ports/sign-in.ts';
import { askingAzure } from './asking-azure.ts';
import { isDelegated } from './delegated.ts';
import type { Departure } from './depart.ts';
import type { SignInDependencies } from './deps.ts';
import { requireRight } from './may-grant.ts';
import { offersTo } from './offers.ts';
import type { Offers } from './offers.ts';
import { ourPrincipal } from './principal.ts';
import { Refused } from './refused.ts';
import { requirePartnerId, subjectOf } from './target.ts';
import type { Subject } from './target.ts';

/** What a signed-in person is shown before anything is done. Nothing of it outlives the request. */
export type Review = {
    subject: Subject;
    subscriptionName: string;
    person: Pick<SignedIn, 'accountName' | 'displayName'>;
    /** Stays with the browser until the next button is pressed. */
    ticket: ReviewTicket;
} & (
    | {
          purpose: 'save';
          principalId: string;
          /** Eligible roles of our principal at or above the subscription. */
          held: AssignedRole[];
          delegated: boolean;
          conditional: boolean;
          offers: Offers;
      }
    | {
          purpose: 'remove';
          /** All roles of our principal at the subscription itself, and those above it. */
          here: AssignedRole[];
          above: AssignedRole[];
          delegated: boolean;
      }
    | { purpose: 'replace'; currentPartnerId: string | null }
);

const isAt = ({ scope }: AssignedRole, subscriptionId: string): boolean =>
    scope.toLowerCase() === `/subscriptions/${subscriptionId}`;

/**
 * Our principal's own roles, by what the person may read; none where the application is not in the tenant. A role of
 * a group that it is in is the group's: taking it away would take it from everybody there.
 */
export async function ourRoles(
    deps: SignInDependencies,
    admin: AdminAzure,
    tenantId: string,
    subscriptionId: string,
): Promise<{ here: AssignedRole[]; above: AssignedRole[] }> {
    let principalId: string;
    try {
        principalId = await deps.azure.tenant(tenantId).principalId();
    } catch (error) {
        if (error instanceof AzureError && error.kind === 'application-missing') return { here: [], above: [] };
        throw error;
    }
    const held = await admin.assignedRoles(subscriptionScope(subscriptionId), principalId);
    const roles = held.filter(({ throughGroup }) => !throughGroup);
    const here = roles.filter((role) => isAt(role, subscriptionId));
    return { here, above: roles.filter((role) => !here.includes(role)) };
}

async function currentLink(deps: SignInDependencies, { tenantId }: AzureInvite): Promise<string | null> {
    try {
        return (await deps.azure.tenant(tenantId).link())?.partnerId ?? null;
    } catch (error) {
        if (error instanceof AzureError) return null;
        throw error;
    }
}

/**
 * The first callback: who may, and what would be done. Only reads.
 *
 * @throws Refused, Decided, AppError `link-gone` or `partner-id-mismatch`
 */
export async function review(
    deps: SignInDependencies,
    trip: SignInTrip,
    person: SignedIn,
    log: Log,
): Promise<Review | Departure> {
    const { target, purpose, tenantId } = trip;
    const account = { objectId: person.objectId, name: person.accountName };
    const facts = { target, purpose, account };
    const admin = deps.adminAzure(tenantId, person.accessToken);
    return await askingAzure(deps, trip, facts, async (): Promise<Review> => {
        const subject = await subjectOf(deps, target, purpose);
        const { subscriptionId } = subject;
        const scope = subscriptionScope(subscriptionId);
        const right = await requireRight(admin, scope, purpose === 'remove' ? 'mayUnassign' : 'mayAssign', facts);
        await requirePartnerId(deps, subject);
        const subscription = await admin.subscription(subscriptionId);
        if (subscription === undefined) throw new Refused('no-right', facts);
        const common = {
            subject,
            subscriptionName: subscription.displayName,
            person,
            ticket: { formToken: deps.random.bytes(32).toString('base64url'), tenantId, target, purpose, account },
        };
        switch (purpose) {
            case 'save': {
                const principalId = await ourPrincipal(deps, tenantId);
                const roles = await admin.assignedRoles(scope, principalId);
                const held = roles.filter((role) => deps.eligibleRoles.held([role]));
                const delegated = held.length === 0 && (await isDelegated(deps, subject, log));
                const offers = await offersTo(deps, admin, { askedFor: subscriptionId, principalId }, log);
                const conditional = right === 'conditional';
                return { ...common, purpose, principalId, held, delegated, conditional, offers };
            }
            case 'remove': {
                const roles = await ourRoles(deps, admin, tenantId, subscriptionId);
                return { ...common, purpose, ...roles, delegated: await isDelegated(deps, subject, log) };
            }
            case 'replace': {
                if (subject.stored === undefined) throw new Refused('expired', facts);
                return { ...common, purpose, currentPartnerId: await currentLink(deps, subject.stored.value) };
            }
        }
    });
}
