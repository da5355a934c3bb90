import type { AzureInvite } from '../../domain/invite.ts';
import { NO_CHOICE } from '../../domain/sign-in.ts';
import type { GrantChoice } from '../../domain/sign-in.ts';
import { subscriptionScope } from '../../domain/grant-scope.ts';
import type { GrantScope } from '../../domain/grant-scope.ts';
import { underConditions } from './acting.ts';
import type { Act } from './acting.ts';
import { isDelegated } from './delegated.ts';
import { grant } from './grant.ts';
import { requireRight } from './may-grant.ts';
import { ourPrincipal } from './principal.ts';
import { recordConsent } from './record-consent.ts';
import { Refused } from './refused.ts';
import { requirePartnerId } from './target.ts';

/** The subscription that was asked for is no further one, whatever a form says. */
function choiceOf({ trip, subject }: Act): GrantChoice {
    const choice = trip.choice ?? NO_CHOICE;
    const further = new Set(choice.subscriptionIds);
    further.delete(subject.subscriptionId);
    return { ...choice, subscriptionIds: [...further] };
}

/**
 * Makes sure, for every scope before anything is done at one, that the person may give access there.
 *
 * @returns whether a right depends on a condition
 * @throws Refused
 */
async function requireRights({ admin, facts }: Act, scopes: readonly GrantScope[]): Promise<boolean> {
    let conditional = false;
    for (const scope of scopes) {
        if ((await requireRight(admin, scope, 'mayAssign', facts)) === 'conditional') conditional = true;
    }
    return conditional;
}

/** The names of the subscriptions. @throws Refused where one is not of this tenant */
async function namesOf({ admin, facts }: Act, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const names = new Map<string, string>();
    for (const id of ids) {
        const found = await admin.subscription(id);
        if (found === undefined) throw new Refused('no-right', facts);
        names.set(id, found.displayName);
    }
    return names;
}

/**
 * *Save partner*: gives our principal its role where the person chose, and puts the yes on record.
 *
 * @returns the invite of the subscription that was asked for
 */
export async function save(act: Act): Promise<AzureInvite> {
    const { deps, person, admin, subject, facts, log } = act;
    const { tenantId, subscriptionId, partnerId } = subject;
    const choice = choiceOf(act);
    const group = choice.managementGroupId;
    const subscriptionIds = [subscriptionId, ...choice.subscriptionIds];
    const conditional = await requireRights(act, [
        ...(group === null ? [] : [{ kind: 'management-group', groupId: group } as const]),
        ...subscriptionIds.map(subscriptionScope),
    ]);
    await requirePartnerId(deps, subject);
    const names = await namesOf(act, subscriptionIds);
    const principalId = await ourPrincipal(deps, tenantId);
    const delegated = await isDelegated(deps, subject, log);
    const granted = await underConditions(conditional, facts, () =>
        grant(deps, admin, { tenantId, subscriptionId, partnerId, principalId, choice, delegated }, facts, log),
    );
    const record = (id: string) => {
        const place = { subscriptionId: id, subscriptionName: names.get(id) ?? null };
        return recordConsent(deps, subject, place, { by: person.accountName, granted: granted.has(id) }, log);
    };
    // What was asked for comes last, as it consumes the link: after a crash before that, it can all be done again.
    for (const id of choice.subscriptionIds) await record(id);
    return await record(subscriptionId);
}
