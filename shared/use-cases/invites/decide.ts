import type { AzureInvite, Invite } from '../../domain/invite.ts';
import { asAzure, isConsumed } from '../../domain/invite.ts';
import { confirm, decline } from '../../domain/invite-transitions.ts';
import type { Log } from '../../ports/log.ts';
import type { Queue, QueueMessages } from '../../ports/queue.ts';
import type { Stored } from '../../ports/store.ts';
import { changeByConsent, changeInvite } from './change-invite.ts';
import { linkGone, provenInvite } from './open-link.ts';
import type { OpenedLink, OpenLinkDependencies } from './open-link.ts';
import { sendAttachMessage, sendDueMails } from '../send-due.ts';

export interface DecideDependencies extends OpenLinkDependencies {
    partner: { notify: readonly string[] };
    mailQueue: Queue<QueueMessages['outbound-mail']>;
    attachQueue: Queue<QueueMessages['attach-requests']>;
}

/**
 * Confirms an invite whose link was proven: consumes the token by a conditional write and has the attach
 * done. Pressed twice, it is the same decision.
 *
 * @param stored as the link proved it
 * @param confirmed gives it with its yes; undefined where it cannot be said
 * @throws AppError `link-gone`
 */
export async function saveProven(
    deps: Pick<DecideDependencies, 'invites' | 'attachQueue'>,
    stored: Stored<AzureInvite>,
    confirmed: (invite: Invite) => Invite | undefined,
    log: Log,
): Promise<AzureInvite> {
    const save = (invite: Invite) => (invite.generation === stored.value.generation ? confirmed(invite) : undefined);
    const result = await changeByConsent(deps.invites, stored.value.id, save, stored);
    if (result.kind === 'missing') throw linkGone();
    if (result.kind === 'changed') {
        log.info('saved', { inviteId: result.invite.id });
        await sendAttachMessage(deps.attachQueue, result.invite, log);
    } else if (!isConsumed(result.invite) || result.invite.generation !== stored.value.generation) {
        throw linkGone();
    }
    return asAzure(result.invite);
}

/**
 * *Save partner*, by whoever holds the mailbox.
 *
 * @throws AppError `link-gone`
 */
export async function savePartner(deps: DecideDependencies, link: OpenedLink, log: Log): Promise<AzureInvite> {
    const stored = await provenInvite(deps, link);
    return await saveProven(deps, stored, (invite) => confirm(invite, deps.clock.now()), log);
}

/**
 * *Decline*: consumes nothing, as it can be thought better of. Where the link was used to save
 * already, nothing changes.
 *
 * @throws AppError `link-gone`
 */
export async function declinePartner(deps: DecideDependencies, link: OpenedLink, log: Log): Promise<AzureInvite> {
    const stored = await provenInvite(deps, link);
    const result = await changeInvite(
        deps.invites,
        stored.value.id,
        (invite) =>
            invite.generation === stored.value.generation
                ? decline(invite, deps.clock.now(), deps.partner.notify.length > 0)
                : undefined,
        stored,
    );
    if (result.kind === 'missing') throw linkGone();
    if (result.kind === 'changed') {
        log.info('declined', { inviteId: result.invite.id });
        await sendDueMails(deps.mailQueue, result.invite, log);
    }
    const invite = asAzure(result.invite);
    const stands =
        invite.generation === stored.value.generation && (isConsumed(invite) || invite.status === 'declined');
    if (!stands) throw linkGone();
    return invite;
}
