import type { GuidedInvite } from '../../domain/invite.ts';
import { isConsumed, isErased, isGuided, isOpen } from '../../domain/invite.ts';
import { claimedInvite } from '../../domain/link-token.ts';
import type { Stored } from '../../ports/store.ts';
import { linkGone, provenBy } from '../invites/open-link.ts';
import type { OpenLinkDependencies } from '../invites/open-link.ts';

/** The link to a guide page as it was opened. */
export interface OpenedGuide {
    inviteId: string;
    token: string;
}

/** What the page is for: to answer, to say whether it is still so, or to look at what was said. */
export type GuideState = 'open' | 'asked-again' | 'said' | 'gone';

/** Undefined where its link leads nowhere any more. */
export function guideState(invite: GuidedInvite, now: Date): GuideState | undefined {
    if (isErased(invite)) return undefined;
    if (isConsumed(invite)) {
        if (invite.status === 'removed') return 'gone';
        return invite.status === 'attested' ? 'said' : undefined;
    }
    if (!isOpen(invite, now)) return undefined;
    return invite.status === 'attested' ? 'asked-again' : 'open';
}

/**
 * The invite of a link whose token proves it. Changes nothing.
 *
 * @throws AppError `link-gone`, the same for every reason
 */
export async function provenGuide(
    deps: Pick<OpenLinkDependencies, 'invites' | 'linkSigningKeys'>,
    { inviteId, token }: OpenedGuide,
): Promise<Stored<GuidedInvite>> {
    if (claimedInvite(token) !== inviteId.toLowerCase()) throw linkGone();
    const stored = await provenBy(deps, token);
    if (!isGuided(stored.value)) throw linkGone();
    return { ...stored, value: stored.value };
}

/** @throws AppError `link-gone`, the same for every reason */
export async function openGuide(
    deps: OpenLinkDependencies,
    link: OpenedGuide,
): Promise<{ state: GuideState; invite: GuidedInvite }> {
    const { value: invite } = await provenGuide(deps, link);
    const state = guideState(invite, deps.clock.now());
    if (state === undefined) throw linkGone();
    return { state, invite };
}
