import type { AzureInvite, UnaskedOrigin } from '../../domain/invite.ts';
import { asAzure, isConsumed, isLive } from '../../domain/invite.ts';
import { confirm } from '../../domain/invite-transitions.ts';
import { bornConfirmed } from '../../domain/new-invite.ts';
import type { Consent } from '../../domain/invite-transitions.ts';
import type { Log } from '../../ports/log.ts';
import { changeByConsent } from '../invites/change-invite.ts';
import { linkGone } from '../invites/open-link.ts';
import { sendAttachMessage } from '../send-due.ts';
import type { SignInDependencies } from './deps.ts';
import type { Subject } from './target.ts';

/** A subscription that somebody said yes to, by its name where that is known. */
export interface Place {
    subscriptionId: string;
    subscriptionName: string | null;
}

/** One that has no invite of its own yet. */
interface Uninvited extends Place {
    tenantId: string;
    partnerId: string;
    customerName: string | null;
    /** There is one link a tenant: who agreed to replacing it for one subscription did so for all. */
    allowReplace: boolean;
    origin: UnaskedOrigin;
}

/** Undefined where the invite was closed meanwhile. Confirmed by another tab, or before a crash, is the same yes. */
async function confirmStored(deps: SignInDependencies, id: string, consent: Consent): Promise<AzureInvite | undefined> {
    const now = deps.clock.now();
    const result = await changeByConsent(deps.invites, id, (invite) => confirm(invite, now, consent));
    if (result.kind === 'missing') return undefined;
    return result.kind === 'changed' || isConsumed(result.invite) ? asAzure(result.invite) : undefined;
}

/** The live invite of this very person, asked or said already, with the yes; undefined where it is about another ID. */
async function joinLive(
    deps: SignInDependencies,
    id: string,
    partnerId: string,
    consent: Consent,
): Promise<AzureInvite | undefined> {
    const stored = await deps.invites.get(id);
    if (stored?.value.partnerId !== partnerId || !isLive(stored.value.status)) return undefined;
    return await confirmStored(deps, id, consent);
}

async function bear(
    deps: SignInDependencies,
    { origin, ...uninvited }: Uninvited,
    consent: Consent,
): Promise<AzureInvite> {
    const { tenantId, subscriptionId, partnerId } = uninvited;
    const given = uninvited.customerName ?? undefined;
    const customer = await deps.customers.noteInvited(tenantId, subscriptionId, { name: given, partnerId });
    const facts = {
        ...uninvited,
        // A customer without a name is called by its tenant ID.
        customerName: given ?? (customer.name === tenantId ? null : customer.name),
        id: deps.invites.newId({ product: 'azure', subscriptionId }),
        product: 'azure' as const,
        partnerName: deps.partner.name,
        adminEmail: consent.by,
        note: null,
        locale: null,
        invitedBy: null,
        expiresInDays: deps.rules.expiresInDays,
        seed: deps.random.bytes(24).toString('base64url'),
    };
    const born = bornConfirmed(facts, origin, consent, deps.clock.now());
    const result = await deps.invites.insert(born);
    if (result.kind === 'written') return born;
    // Another tab was first.
    const same = result.kind === 'another-live' && (await joinLive(deps, result.inviteId, partnerId, consent));
    if (same) return same;
    const beside = await deps.invites.insert({ ...born, besideAnother: true });
    if (beside.kind === 'written') return { ...born, besideAnother: true };
    throw new Error(`The invite ${born.id} could not be recorded: ${beside.kind}.`);
}

async function joinOrBear(deps: SignInDependencies, uninvited: Uninvited, consent: Consent): Promise<AzureInvite> {
    const live = await deps.invites.findLive(
        { product: 'azure', subscriptionId: uninvited.subscriptionId },
        consent.by,
    );
    const joined = live === undefined ? undefined : await joinLive(deps, live, uninvited.partnerId, consent);
    return joined ?? (await bear(deps, uninvited, consent));
}

/**
 * Puts a yes on record and has the attach done: on the invite that asked for it, on one that is on its way for the same
 * person and subscription, or on a new one that came without being asked. Said twice, it is the same yes.
 *
 * @param subject what the sign-in is about
 * @param place its subscription, or a further one that was chosen beside it
 * @throws AppError `link-gone` where the invite was closed meanwhile
 */
export async function recordConsent(
    deps: SignInDependencies,
    { stored, tenantId, subscriptionId, partnerId }: Subject,
    place: Place,
    consent: Consent,
    log: Log,
): Promise<AzureInvite> {
    const isFurther = place.subscriptionId !== subscriptionId;
    const { customerName = null, allowReplace = false } = stored?.value ?? {};
    const origin = isFurther ? 'further' : 'quick-link';
    const invite =
        isFurther || stored === undefined
            ? await joinOrBear(deps, { ...place, tenantId, partnerId, customerName, allowReplace, origin }, consent)
            : await confirmStored(deps, stored.value.id, consent);
    if (invite === undefined) throw linkGone();
    log.info('saved after sign-in', { inviteId: invite.id, origin: invite.origin });
    await sendAttachMessage(deps.attachQueue, invite, log);
    return invite;
}
