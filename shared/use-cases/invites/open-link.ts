import { AppError } from '../../domain/errors.ts';
import type { AzureInvite, Invite } from '../../domain/invite.ts';
import { isAzure, isConsumed, isOpen } from '../../domain/invite.ts';
import { claimedInvite, verifyToken } from '../../domain/link-token.ts';
import type { SigningKey, TokenBinding } from '../../domain/link-token.ts';
import type { Clock } from '../../ports/clock.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import type { Stored } from '../../ports/store.ts';

/** A quick link as it was opened. */
export interface OpenedLink {
    subscriptionId: string;
    partnerId: string;
    token: string;
}

export interface OpenLinkDependencies {
    invites: InviteStore;
    linkSigningKeys: readonly SigningKey[];
    clock: Clock;
}

/** Whatever is wrong with a link, this is all that is said of it. */
export const linkGone = (): AppError => new AppError('link-gone', 'This link is not valid, or not any more.');

type Proving = Pick<OpenLinkDependencies, 'invites' | 'linkSigningKeys'>;

/**
 * The invite that a token proves. Changes nothing.
 *
 * @throws AppError `link-gone`, the same for every reason
 */
export async function provenBy(
    { invites, linkSigningKeys }: Proving,
    token: string,
    purpose: TokenBinding['purpose'] = 'quick-link',
): Promise<Stored<Invite>> {
    const id = claimedInvite(token);
    const stored = id === undefined ? undefined : await invites.get(id);
    if (stored === undefined) throw linkGone();
    const binding = { ...stored.value, inviteId: stored.value.id, purpose };
    if (!verifyToken(linkSigningKeys, binding, token)) throw linkGone();
    return stored;
}

/**
 * The invite about Azure of a link whose token proves it, and whose path is the invite's. Changes nothing.
 *
 * @throws AppError `link-gone`, the same for every reason
 */
export async function provenInvite(
    deps: Proving,
    link: OpenedLink,
    purpose?: TokenBinding['purpose'],
): Promise<Stored<AzureInvite>> {
    const stored = await provenBy(deps, link.token, purpose);
    const { value: invite } = stored;
    if (!isAzure(invite)) throw linkGone();
    const isOfPath = invite.subscriptionId === link.subscriptionId.toLowerCase() && invite.partnerId === link.partnerId;
    if (!isOfPath) throw linkGone();
    return { ...stored, value: invite };
}

/** What a link leads to: a decision to make, or the status of one that was made. */
export type LinkState = { kind: 'open'; invite: AzureInvite } | { kind: 'decided'; invite: AzureInvite };

/** @throws AppError `link-gone` */
export async function openLink(deps: OpenLinkDependencies, link: OpenedLink): Promise<LinkState> {
    const { value: invite } = await provenInvite(deps, link);
    if (isConsumed(invite)) return { kind: 'decided', invite };
    if (isOpen(invite, deps.clock.now())) return { kind: 'open', invite };
    throw linkGone();
}

/**
 * The invite for its status page: as long as the link is open or was used.
 *
 * @throws AppError `link-gone`
 */
export const linkStatus = async (deps: OpenLinkDependencies, link: OpenedLink): Promise<AzureInvite> =>
    (await openLink(deps, link)).invite;
