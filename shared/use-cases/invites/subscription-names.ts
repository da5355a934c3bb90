import { isAzure } from '../../domain/invite.ts';
import type { AzureInvite, Invite } from '../../domain/invite.ts';
import { noteAccessBefore } from '../../domain/invite-transitions.ts';
import { AzureError } from '../../ports/azure.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import type { Log } from '../../ports/log.ts';
import type { SubscriptionStore } from '../../ports/subscription-store.ts';
import { principalIn } from '../attach/principal.ts';
import { Wait } from '../attach/wait.ts';
import { changeInvite } from './change-invite.ts';
import { findAccess } from './find-access.ts';
import type { FindAccessDependencies } from './find-access.ts';

export interface SubscriptionNames {
    /**
     * The invite with its subscription's name, where our principal may read it, and with a note whether
     * access is there already; else as it is, as it always is where it is about no subscription of ours to read.
     */
    add(invite: Invite, log: Log): Promise<Invite>;
}

export interface SubscriptionNamesDependencies extends FindAccessDependencies {
    invites: InviteStore;
    /** What the audits know: a subscription that is delegated has its name from there. */
    records: Pick<SubscriptionStore, 'get'>;
    confirmationMode: 'signin' | 'email';
}

async function readName(deps: SubscriptionNamesDependencies, invite: AzureInvite): Promise<string | null> {
    if (invite.subscriptionName !== null) return invite.subscriptionName;
    return (await askName(deps, invite)) ?? (await recordedName(deps, invite));
}

/** A subscription whose name was never read is recorded under its ID. */
async function recordedName(
    { records }: SubscriptionNamesDependencies,
    { tenantId, subscriptionId }: AzureInvite,
): Promise<string | null> {
    const { displayName = subscriptionId } = (await records.get(tenantId, subscriptionId)) ?? {};
    return displayName === subscriptionId ? null : displayName;
}

async function askName(deps: SubscriptionNamesDependencies, invite: AzureInvite): Promise<string | null> {
    const own = await principalIn(deps, invite.tenantId);
    try {
        const answer = await own.ask((access) => access.subscription(invite.subscriptionId));
        return answer.kind === 'found' ? answer.subscription.displayName : null;
    } catch (error) {
        // Nobody of ours is there to ask, which says something about access, and nothing about the name.
        if (error instanceof AzureError && error.kind === 'application-missing') return null;
        throw error;
    }
}

/** Whether access is there; null where it cannot be told, and where nobody will ask. */
async function readAccess(deps: SubscriptionNamesDependencies, invite: AzureInvite): Promise<boolean | null> {
    if (deps.confirmationMode === 'email' || invite.accessBefore !== null) return invite.accessBefore;
    const access = await findAccess(deps, invite);
    if (access.kind === 'there') return true;
    return access.delegation === 'unreadable' ? null : false;
}

/**
 * What is noted of a subscription before its mail goes out. A name is a courtesy to the reader, and without
 * the note *Check now* asks for a sign-in: neither is worth a second question, nor one while ARM wants none,
 * and the mail does not wait for them.
 */
export const subscriptionNames = (deps: SubscriptionNamesDependencies): SubscriptionNames => ({
    add: async (invite, log) => {
        if (!isAzure(invite)) return invite;
        let known = invite;
        try {
            known = { ...known, subscriptionName: await readName(deps, invite) };
            known = { ...known, accessBefore: await readAccess(deps, invite) };
        } catch (error) {
            if (!(error instanceof AzureError || error instanceof Wait)) throw error;
            log.info('the subscription could not be read', { inviteId: invite.id, why: error.message });
        }
        const { subscriptionName, accessBefore } = known;
        if (subscriptionName === invite.subscriptionName && accessBefore === invite.accessBefore) return invite;
        const result = await changeInvite(deps.invites, invite.id, (current) => {
            const named = { ...current, subscriptionName };
            return accessBefore === null ? named : noteAccessBefore(named, accessBefore);
        });
        return result.kind === 'changed' ? result.invite : invite;
    },
});
