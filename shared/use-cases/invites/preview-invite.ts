import { expire } from '../../domain/invite-transitions.ts';
import { mailboxKeyOf } from '../../domain/mailbox.ts';
import { examineRequest } from './examine-invite.ts';
import { inviteExists, optedOut } from './issue-invite.ts';
import type { InviteRequest, IssueInviteDependencies } from './issue-invite.ts';

export type PreviewDependencies = Pick<
    IssueInviteDependencies,
    'partner' | 'azure' | 'customers' | 'invites' | 'mailboxes' | 'clock'
>;

/** @throws AppError `invite-exists` */
export async function checkNoneLive(
    { invites, clock }: Pick<PreviewDependencies, 'invites' | 'clock'>,
    { subscriptionId, adminEmail }: Pick<InviteRequest, 'subscriptionId' | 'adminEmail'>,
): Promise<void> {
    const live = await invites.findLive({ product: 'azure', subscriptionId }, adminEmail);
    if (live === undefined) return;
    const invite = (await invites.get(live))?.value;
    // One that is past its time gives way.
    if (invite !== undefined && expire(invite, clock.now(), false) === undefined) throw inviteExists(live);
}

/** @throws AppError `opted-out` */
export async function checkMailbox(
    { mailboxes }: Pick<PreviewDependencies, 'mailboxes'>,
    adminEmail: string,
): Promise<void> {
    const refusal = await mailboxes.optOutOf(mailboxKeyOf(adminEmail));
    if (refusal !== undefined) throw optedOut(refusal);
}

/**
 * Whether an invite would be issued as things stand. Nothing is recorded, so it may come otherwise: what counts is said
 * when it is issued.
 *
 * @throws AppError with the reason for which it would be refused
 */
export async function previewInvite(deps: PreviewDependencies, request: InviteRequest): Promise<void> {
    await examineRequest(deps, request);
    await checkNoneLive(deps, request);
    await checkMailbox(deps, request.adminEmail);
}
