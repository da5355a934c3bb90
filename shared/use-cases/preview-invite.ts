import { expire } from '../domain/invite-transitions.ts';
import { mailboxKeyOf } from '../domain/mailbox.ts';
import { examineRequest } from './examine-invite.ts';
import { inviteExists, optedOut } from './issue-invite.ts';
import type { InviteRequest, IssueInviteDependencies } from './issue-invite.ts';

export type PreviewDependencies = Pick<
    IssueInviteDependencies,
    'partner' | 'azure' | 'customers' | 'invites' | 'mailboxes' | 'clock'
>;

/**
 * Whether an invite would be issued as things stand. Nothing is recorded, so it may come otherwise: what counts is said
 * when it is issued.
 *
 * @throws AppError with the reason for which it would be refused
 */
export async function previewInvite(deps: PreviewDependencies, request: InviteRequest): Promise<void> {
    await examineRequest(deps, request);
    const live = await deps.invites.findLive(request.subscriptionId, request.adminEmail);
    if (live !== undefined) {
        const invite = (await deps.invites.get(live))?.value;
        // One that is past its time gives way.
        if (invite !== undefined && expire(invite, deps.clock.now(), false) === undefined) throw inviteExists(live);
    }
    const refusal = await deps.mailboxes.optOutOf(mailboxKeyOf(request.adminEmail));
    if (refusal !== undefined) throw optedOut(refusal);
}
