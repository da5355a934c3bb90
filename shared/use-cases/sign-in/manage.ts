import type { AzureInvite, Invite } from '../../domain/invite.ts';
import { agreeToReplace, remove } from '../../domain/attach-transitions.ts';
import type { Stored } from '../../ports/store.ts';
import { linkGone, provenInvite } from '../invites/open-link.ts';
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
    return await provenInvite(deps, link, 'manage');
}

/** What can be done about an invite as it stands. */
export const changesOf = (invite: Invite, now: Date): { canRemove: boolean; canReplace: boolean } => ({
    canRemove: remove(invite, now, '', false) !== undefined,
    canReplace: agreeToReplace(invite, now, '') !== undefined,
});
