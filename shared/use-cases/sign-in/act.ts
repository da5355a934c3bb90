import { PermanentError } from '../../domain/errors.ts';
import type { Invite } from '../../domain/invite.ts';
import { agreeToReplace, remove } from '../../domain/invite-transitions.ts';
import { NO_CHOICE } from '../../domain/sign-in.ts';
import type { SignInTrip } from '../../domain/sign-in.ts';
import type { AdminAzure, GrantScope } from '../../ports/admin-azure.ts';
import { AzureError } from '../../ports/azure.ts';
import type { Log } from '../../ports/log.ts';
import type { SignedIn } from '../../ports/sign-in.ts';
import { changeInvite } from '../change-invite.ts';
import { sendAttachMessage, sendDueMails } from '../send-due.ts';
import { askingAzure } from './asking-azure.ts';
import { isDelegated } from './delegated.ts';
import type { Departure } from './depart.ts';
import type { SignInDependencies } from './deps.ts';
import { grant } from './grant.ts';
import { requireRight } from './may-grant.ts';
import { ourPrincipal } from './principal.ts';
import { recordConsent, recordFurther } from './record-consent.ts';
import { Refused } from './refused.ts';
import type { RefusalFacts } from './refused.ts';
import { ourRoles } from './review.ts';
import { subjectOf } from './target.ts';
import type { Subject } from './target.ts';

/** What the second callback works with. */
interface Act {
    deps: SignInDependencies;
    trip: SignInTrip;
    person: SignedIn;
    admin: AdminAzure;
    subject: Subject;
    facts: RefusalFacts;
    log: Log;
}

const subscriptionScope = (subscriptionId: string): GrantScope => ({ kind: 'subscription', subscriptionId });

/** A right under a condition is tried; where the condition forbids it, that is what is told. */
async function underConditions<T>(conditional: boolean, facts: RefusalFacts, work: () => Promise<T>): Promise<T> {
    try {
        return await work();
    } catch (error) {
        if (conditional && error instanceof AzureError && error.kind === 'forbidden') {
            throw new Refused('condition', facts, { cause: error });
        }
        throw error;
    }
}

async function save({ deps, trip, person, admin, subject, facts, log }: Act): Promise<Invite> {
    const { tenantId, subscriptionId, partnerId } = subject;
    const choice = trip.choice ?? NO_CHOICE;
    const group = choice.managementGroupId;
    const scopes: GrantScope[] = [
        ...(group === null ? [] : [{ kind: 'management-group', groupId: group } as const]),
        ...[subscriptionId, ...choice.subscriptionIds].map(subscriptionScope),
    ];
    const rights: string[] = [];
    for (const scope of scopes) rights.push(await requireRight(admin, scope, 'mayAssign', facts));

    const names = new Map<string, string>();
    for (const id of [subscriptionId, ...choice.subscriptionIds]) {
        const found = await admin.subscription(id);
        if (found === undefined) throw new Refused('no-right', facts);
        names.set(id, found.displayName);
    }
    const principalId = await ourPrincipal(deps, tenantId);
    const delegated = await isDelegated(deps, subscriptionId, log);
    const granted = await underConditions(rights.includes('conditional'), facts, () =>
        grant(deps, admin, { tenantId, subscriptionId, partnerId, principalId, choice, delegated }, facts, log),
    );
    const consentFor = (id: string) => ({ by: person.accountName, granted: granted.has(id) });
    const name = names.get(subscriptionId) ?? null;
    const invite = await recordConsent(deps, subject, name, consentFor(subscriptionId), log);
    for (const id of choice.subscriptionIds) {
        const further = { subscriptionId: id, subscriptionName: names.get(id) ?? null };
        await recordFurther(deps, invite, further, consentFor(id), log);
    }
    return invite;
}

/** The invite that is to be changed. @throws Refused where the sign-in is about none */
function changed({ subject, facts }: Act): Invite {
    if (subject.stored === undefined) throw new Refused('expired', facts);
    return subject.stored.value;
}

async function takeBack(act: Act): Promise<Invite> {
    const { deps, trip, person, admin, subject, facts, log } = act;
    const { tenantId, subscriptionId } = subject;
    const invite = changed(act);
    const right = await requireRight(admin, subscriptionScope(subscriptionId), 'mayUnassign', facts);
    const { here, above } = await ourRoles(deps, admin, tenantId, subscriptionId);
    // Whoever ticked it wants what stands above gone too; a root without the right there changes nothing at all.
    const going = trip.choice?.above === true ? [...above, ...here] : here;
    await underConditions(right === 'conditional', facts, async () => {
        for (const role of going) {
            await admin.unassign(role.id);
            facts.partly = true;
        }
    });
    const tellPartner = deps.partner.notify.length > 0;
    const result = await changeInvite(deps.invites, invite.id, (current) =>
        remove(current, deps.clock.now(), person.accountName, tellPartner),
    );
    if (result.kind === 'missing') throw new PermanentError('unknown-invite', 'There is no such invite (any more).');
    log.info('taken back', { inviteId: invite.id, roles: going.length });
    if (result.kind === 'changed') {
        await deps.customers.forgetAttested(tenantId, subscriptionId);
        await sendDueMails(deps.mailQueue, result.invite, log);
        await sendAttachMessage(deps.attachQueue, result.invite, log);
    }
    return result.invite;
}

async function replace(act: Act): Promise<Invite> {
    const { deps, person, admin, subject, facts, log } = act;
    const invite = changed(act);
    await requireRight(admin, subscriptionScope(subject.subscriptionId), 'mayAssign', facts);
    const result = await changeInvite(deps.invites, invite.id, (current) =>
        agreeToReplace(current, deps.clock.now(), person.accountName),
    );
    if (result.kind === 'missing') throw new PermanentError('unknown-invite', 'There is no such invite (any more).');
    if (result.kind === 'changed') {
        log.info('replacing agreed to', { inviteId: invite.id });
        await sendAttachMessage(deps.attachQueue, result.invite, log);
    }
    return result.invite;
}

/**
 * The second callback, the one that acts: checks everything again, does at Azure what was chosen with the
 * person's own token, forgets it, and has the rest done by the queue.
 *
 * @returns the invite whose status page comes next
 * @throws Refused, Decided, AppError `link-gone` or `partner-id-mismatch`
 */
export async function act(
    deps: SignInDependencies,
    trip: SignInTrip,
    person: SignedIn,
    log: Log,
): Promise<Invite | Departure> {
    const { target, purpose, tenantId } = trip;
    const facts: RefusalFacts = { target, account: { name: person.accountName } };
    const admin = deps.adminAzure(tenantId, person.accessToken);
    return await askingAzure(deps, trip, facts, async () => {
        const subject = await subjectOf(deps, target, purpose);
        const parts = { deps, trip, person, admin, subject, facts, log };
        return await (purpose === 'save' ? save(parts) : purpose === 'remove' ? takeBack(parts) : replace(parts));
    });
}
