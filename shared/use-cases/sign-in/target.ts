import { AppError } from '../../domain/errors.ts';
import type { AzureInvite } from '../../domain/invite.ts';
import { isAzure, isConsumed, isOpen } from '../../domain/invite.ts';
import type { SignInPurpose, SignInTarget } from '../../domain/sign-in.ts';
import type { Stored } from '../../ports/store.ts';
import { linkGone } from '../invites/open-link.ts';
import type { SignInDependencies } from './deps.ts';
import { changesOf } from './manage.ts';

/** What a sign-in is about, as it stands now. */
export interface Subject {
    target: SignInTarget;
    tenantId: string;
    subscriptionId: string;
    partnerId: string;
    /** Undefined for the quick link without a token. */
    stored: Stored<AzureInvite> | undefined;
}

/** A link that was used already, or a change that there is nothing to make of: the status page is what there is to see. */
export class Decided extends Error {
    readonly invite: AzureInvite;

    constructor(invite: AzureInvite) {
        super('decided');
        this.name = 'Decided';
        this.invite = invite;
    }
}

/**
 * There is one link a tenant, so a customer has one partner ID. Whether the tenant is a customer at all, and with which
 * ID, is nobody's to know but those who may give access there: they have to be shown to be that first.
 *
 * @throws AppError `partner-id-mismatch`
 */
export async function requirePartnerId(
    { customers, partner }: Pick<SignInDependencies, 'customers' | 'partner'>,
    { stored, tenantId, partnerId }: Subject,
): Promise<void> {
    if (stored !== undefined) return;
    const customer = await customers.get(tenantId);
    const its = customer === undefined ? partnerId : (customer.partnerId ?? partner.defaultId);
    if (its !== partnerId) {
        throw new AppError(
            'partner-id-mismatch',
            'The partner has another partner ID for your organisation: ask it for the right link.',
        );
    }
}

/** @throws Decided where there is nothing (any more) to remove or replace: its status page says how it stands */
export function requireChangeable(invite: AzureInvite, purpose: 'remove' | 'replace', now: Date): void {
    const { canRemove, canReplace } = changesOf(invite, now);
    if (purpose === 'remove' ? !canRemove : !canReplace) throw new Decided(invite);
}

/**
 * What is asked for, read anew: much may have happened while the person was at Entra.
 *
 * @throws AppError `link-gone`
 * @throws Decided where the link was used already, or there is nothing (any more) to change
 */
export async function subjectOf(
    deps: Pick<SignInDependencies, 'clock' | 'invites' | 'partner'>,
    target: SignInTarget,
    purpose: SignInPurpose,
): Promise<Subject> {
    if (target.kind === 'open-link') {
        const { tenantId, subscriptionId, partnerId } = target;
        if (!deps.partner.ids.includes(partnerId)) throw linkGone();
        return { target, tenantId, subscriptionId, partnerId, stored: undefined };
    }
    const stored = await deps.invites.get(target.inviteId);
    if (stored?.value.generation !== target.generation) throw linkGone();
    const { value: invite } = stored;
    if (!isAzure(invite)) throw linkGone();
    const now = deps.clock.now();
    if (purpose !== 'save') requireChangeable(invite, purpose, now);
    else if (isConsumed(invite)) throw new Decided(invite);
    else if (!isOpen(invite, now)) throw linkGone();
    const { tenantId, subscriptionId, partnerId } = invite;
    return { target, tenantId, subscriptionId, partnerId, stored: { ...stored, value: invite } };
}
