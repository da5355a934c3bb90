import { isAzure } from '../../domain/invite.ts';
import type { AzureInvite, Invite } from '../../domain/invite.ts';
import { agreeToReplace, remove } from '../../domain/attach-transitions.ts';
import { claimedInvite, verifyToken } from '../../domain/link-token.ts';
import type { Stored } from '../../ports/store.ts';
import { linkGone } from '../invites/open-link.ts';
import type { OpenedLink } from '../invites/open-link.ts';
import type { SignInDependencies } from './deps.ts';

/**
 * The invite of a manage link whose token proves it. The token shows what was set up; what is done about it
 * needs a sign-in, so the link leads nowhere where nobody signs in.
 *
 * @throws AppError `link-gone`, the same for every reason
 */
export async function provenManage(
    deps: Pick<SignInDependencies, 'confirmationMode' | 'invites' | 'linkSigningKeys'>,
    link: OpenedLink,
): Promise<Stored<AzureInvite>> {
    if (deps.confirmationMode !== 'signin') throw linkGone();
    const id = claimedInvite(link.token);
    const stored = id === undefined ? undefined : await deps.invites.get(id);
    if (stored === undefined) throw linkGone();
    const { value: invite } = stored;
    if (!isAzure(invite)) throw linkGone();
    const isOfPath = invite.subscriptionId === link.subscriptionId.toLowerCase() && invite.partnerId === link.partnerId;
    const binding = { ...invite, inviteId: invite.id, purpose: 'manage' } as const;
    if (!isOfPath || !verifyToken(deps.linkSigningKeys, binding, link.token)) throw linkGone();
    return { ...stored, value: invite };
}

/** What can be done about an invite as it stands. */
export const changesOf = (invite: Invite, now: Date): { canRemove: boolean; canReplace: boolean } => ({
    canRemove: remove(invite, now, '', false) !== undefined,
    canReplace: agreeToReplace(invite, now, '') !== undefined,
});
