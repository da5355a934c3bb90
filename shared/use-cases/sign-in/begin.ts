import { AppError, UnavailableError } from '../../domain/errors.ts';
import { isConsumed, isOpen } from '../../domain/invite.ts';
import type { SignInTarget } from '../../domain/sign-in.ts';
import type { OpenedLink } from '../invites/open-link.ts';
import { linkGone, provenInvite } from '../invites/open-link.ts';
import { departToReview } from './depart.ts';
import type { Departure } from './depart.ts';
import type { SignInDependencies } from './deps.ts';
import { provenManage } from './manage.ts';
import { Decided, requireChangeable } from './target.ts';

type BeginDependencies = Pick<
    SignInDependencies,
    'azure' | 'clock' | 'confirmationMode' | 'invites' | 'linkSigningKeys' | 'partner' | 'random' | 'signIn'
>;

/** The tenant to sign in at, for a subscription that nobody has to have heard of. */
async function tenantOf({ azure, invites }: BeginDependencies, subscriptionId: string): Promise<string> {
    const found = await azure.findTenant(subscriptionId);
    switch (found.kind) {
        case 'found':
            return found.tenantId;
        case 'no-such-subscription':
            throw new AppError('subscription-not-found', 'Microsoft knows no subscription of this ID.');
        case 'unknown': {
            const { items } = await invites.list({ subscriptionId, product: 'azure', limit: 1 });
            const [known] = items;
            if (known === undefined) throw new UnavailableError('The tenant of the subscription cannot be found now.');
            return known.tenantId;
        }
    }
}

/**
 * *Save partner* on the page of the quick link: leads to Entra. Nothing is changed.
 *
 * @throws AppError `link-gone`, `subscription-not-found` or `unavailable`
 * @throws Decided where the link was used already
 * @throws SignInError where Entra cannot be reached
 */
export async function beginSave(deps: BeginDependencies, link: OpenedLink): Promise<Departure> {
    const { value: invite } = await provenInvite(deps, link);
    if (isConsumed(invite)) throw new Decided(invite);
    if (!isOpen(invite, deps.clock.now())) throw linkGone();
    const target: SignInTarget = { kind: 'invite', inviteId: invite.id, generation: invite.generation };
    return await departToReview(deps, { tenantId: invite.tenantId, target, purpose: 'save' });
}

/** The same for the quick link without a token, which anybody may have; see {@link beginSave}. */
export async function beginOpenSave(
    deps: BeginDependencies,
    link: { subscriptionId: string; partnerId: string },
): Promise<Departure> {
    if (!deps.partner.ids.includes(link.partnerId)) throw linkGone();
    const subscriptionId = link.subscriptionId.toLowerCase();
    const tenantId = await tenantOf(deps, subscriptionId);
    const target: SignInTarget = { kind: 'open-link', subscriptionId, partnerId: link.partnerId, tenantId };
    return await departToReview(deps, { tenantId, target, purpose: 'save' });
}

/**
 * A button of the manage page: leads to Entra. Nothing is changed.
 *
 * @throws AppError `link-gone`
 * @throws Decided where there is nothing (any more) to remove or replace
 * @throws SignInError where Entra cannot be reached
 */
export async function beginChange(
    deps: BeginDependencies,
    link: OpenedLink,
    purpose: 'remove' | 'replace',
): Promise<Departure> {
    const { value: invite } = await provenManage(deps, link);
    requireChangeable(invite, purpose, deps.clock.now());
    const target: SignInTarget = { kind: 'invite', inviteId: invite.id, generation: invite.generation };
    return await departToReview(deps, { tenantId: invite.tenantId, target, purpose });
}
