import type { Invite } from '../domain/invite.ts';
import type { Azure } from '../ports/azure.ts';
import { AzureError } from '../ports/azure.ts';
import type { InviteStore } from '../ports/invite-store.ts';
import type { Log } from '../ports/log.ts';
import type { TenantLocks } from '../ports/tenant-locks.ts';
import { changeInvite } from './change-invite.ts';

export interface SubscriptionNames {
    /** The invite with its subscription's name, where our principal may read it; else as it is. */
    add(invite: Invite, log: Log): Promise<Invite>;
}

/** A name is a courtesy to the reader: not worth a second question, nor one while ARM wants none. */
export const subscriptionNames = (deps: {
    azure: Azure;
    invites: InviteStore;
    locks: TenantLocks;
}): SubscriptionNames => ({
    add: async (invite, log) => {
        if (invite.subscriptionName !== null || (await deps.locks.notBefore(invite.tenantId)) !== undefined)
            return invite;
        try {
            const answer = await deps.azure.tenant(invite.tenantId).subscription(invite.subscriptionId);
            if (answer.kind !== 'found') return invite;
            const subscriptionName = answer.subscription.displayName;
            const result = await changeInvite(deps.invites, invite.id, (current) => ({ ...current, subscriptionName }));
            return result.kind === 'changed' ? result.invite : invite;
        } catch (error) {
            if (!(error instanceof AzureError)) throw error;
            log.info('the subscription has no name to show', { inviteId: invite.id, why: error.message });
            return invite;
        }
    },
});
