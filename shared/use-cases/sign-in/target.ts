import { AppError } from '../../domain/errors.ts';
import type { Invite } from '../../domain/invite.ts';
import { isConsumed, isOpen } from '../../domain/invite.ts';
import type { SignInPurpose, SignInTarget } from '../../domain/sign-in.ts';
import type { Stored } from '../../ports/store.ts';
import { linkGone } from '../open-link.ts';
import type { SignInDependencies } from './deps.ts';

/** What a sign-in is about, as it stands now. */
export interface Subject {
    target: SignInTarget;
    tenantId: string;
    subscriptionId: string;
    partnerId: string;
    /** Undefined for the quick link without a token. */
    stored: Stored<Invite> | undefined;
}

/** A link that was used already: its status page is what there is to see. */
export class Decided extends Error {
    readonly invite: Invite;

    constructor(invite: Invite) {
        super('decided');
        this.name = 'Decided';
        this.invite = invite;
    }
}

/** There is one link a tenant, so a customer has one partner ID. */
async function checkPartnerId(
    { customers, partner }: Pick<SignInDependencies, 'customers' | 'partner'>,
    tenantId: string,
    partnerId: string,
): Promise<void> {
    const customer = await customers.get(tenantId);
    const its = customer === undefined ? partnerId : (customer.partnerId ?? partner.defaultId);
    if (its !== partnerId) {
        throw new AppError(
            'partner-id-mismatch',
            'The partner has another partner ID for your organisation: ask it for the right link.',
        );
    }
}

/**
 * What is asked for, read anew: much may have happened while the person was at Entra.
 *
 * @throws AppError `link-gone`, or `partner-id-mismatch` after sign-in alone
 * @throws Decided
 */
export async function subjectOf(
    deps: SignInDependencies,
    target: SignInTarget,
    purpose: SignInPurpose,
): Promise<Subject> {
    if (target.kind === 'open-link') {
        const { tenantId, subscriptionId, partnerId } = target;
        if (!deps.partner.ids.includes(partnerId)) throw linkGone();
        await checkPartnerId(deps, tenantId, partnerId);
        return { target, tenantId, subscriptionId, partnerId, stored: undefined };
    }
    const stored = await deps.invites.get(target.inviteId);
    if (stored?.value.generation !== target.generation) throw linkGone();
    const { value: invite } = stored;
    if (purpose === 'save' && isConsumed(invite)) throw new Decided(invite);
    if (purpose === 'save' && !isOpen(invite, deps.clock.now())) throw linkGone();
    const { tenantId, subscriptionId, partnerId } = invite;
    return { target, tenantId, subscriptionId, partnerId, stored };
}
