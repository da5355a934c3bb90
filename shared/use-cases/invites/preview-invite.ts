import { checkMailbox } from './admit-request.ts';
import { examineRequest } from './examine-invite.ts';
import type { InviteRequest } from './invite-request.ts';
import type { IssueInviteDependencies } from './issue-invite.ts';
import { checkNoneLive } from './live-invites.ts';

export type PreviewDependencies = Pick<
    IssueInviteDependencies,
    'partner' | 'products' | 'azure' | 'customers' | 'invites' | 'mailboxes' | 'clock'
>;

/**
 * Whether an invite would be issued as things stand. Nothing is recorded, so it may come otherwise: what counts is said
 * when it is issued.
 *
 * @throws AppError with the reason for which it would be refused
 */
export async function previewInvite(deps: PreviewDependencies, request: InviteRequest): Promise<void> {
    const { lead, followers } = await examineRequest(deps, request);
    const subjects = [lead, ...followers].map(({ subject }) => subject);
    await checkNoneLive(deps, subjects, request.adminEmail);
    await checkMailbox(deps, request.adminEmail);
}
