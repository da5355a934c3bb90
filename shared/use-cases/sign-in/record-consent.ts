import type { Invite } from '../../domain/invite.ts';
import { bornConfirmed, confirm } from '../../domain/invite-transitions.ts';
import type { Consent } from '../../domain/invite-transitions.ts';
import type { Log } from '../../ports/log.ts';
import { changeInvite } from '../change-invite.ts';
import { linkGone } from '../open-link.ts';
import { sendAttachMessage } from '../send-due.ts';
import type { SignInDependencies } from './deps.ts';
import type { Subject } from './target.ts';

/** A subscription that somebody said yes to without an invite of its own. */
interface Uninvited {
    tenantId: string;
    subscriptionId: string;
    subscriptionName: string | null;
    partnerId: string;
    customerName: string | null;
    /** There is one link a tenant: who agreed to replacing it for one subscription did so for all. */
    allowReplace: boolean;
}

async function confirmStored(deps: SignInDependencies, id: string, consent: Consent): Promise<Invite> {
    const now = deps.clock.now();
    let result = await changeInvite(deps.invites, id, (invite) => confirm(invite, now, consent));
    if (result.kind === 'another-live') {
        // Declined, invited anew, and now thought better of: both may go on, the attach is the same.
        result = await changeInvite(deps.invites, id, (invite) => {
            const confirmed = confirm(invite, now, consent);
            return confirmed && { ...confirmed, besideAnother: true };
        });
    }
    // Meanwhile confirmed by another tab: the same yes. Anything else closed it.
    if (result.kind === 'unchanged' && result.invite.consumedGeneration === result.invite.generation) {
        return result.invite;
    }
    if (result.kind !== 'changed') throw linkGone();
    return result.invite;
}

async function bear(
    deps: SignInDependencies,
    { tenantId, subscriptionId, subscriptionName, partnerId, customerName, allowReplace }: Uninvited,
    origin: 'quick-link' | 'further',
    consent: Consent,
): Promise<Invite> {
    await deps.customers.noteInvited(tenantId, subscriptionId, customerName ?? undefined, partnerId);
    const facts = {
        id: deps.invites.newId(subscriptionId),
        product: 'azure' as const,
        subscriptionId,
        subscriptionName,
        tenantId,
        partnerId,
        partnerName: deps.partner.name,
        adminEmail: consent.by,
        customerName,
        note: null,
        locale: null,
        invitedBy: null,
        allowReplace,
        expiresInDays: deps.rules.expiresInDays,
        seed: deps.random.bytes(24).toString('base64url'),
    };
    const born = bornConfirmed(facts, origin, consent, deps.clock.now());
    const result = await deps.invites.insert(born);
    if (result.kind !== 'written') throw new Error(`The invite ${born.id} could not be recorded: ${result.kind}.`);
    return result.stored.value;
}

/**
 * Puts a yes on record and has the attach done: on the invite that asked for it, on one that waits for the same
 * person and subscription, or on a new one that came without being asked.
 *
 * @throws AppError `link-gone` where the invite was closed meanwhile
 */
export async function recordConsent(
    deps: SignInDependencies,
    { stored, tenantId, subscriptionId, partnerId }: Subject,
    subscriptionName: string | null,
    consent: Consent,
    log: Log,
): Promise<Invite> {
    const waiting = stored?.value.id ?? (await waitingFor(deps, subscriptionId, partnerId, consent.by));
    const uninvited = {
        tenantId,
        subscriptionId,
        subscriptionName,
        partnerId,
        customerName: null,
        allowReplace: false,
    };
    const invite =
        waiting === undefined
            ? await bear(deps, uninvited, 'quick-link', consent)
            : await confirmStored(deps, waiting, consent);
    log.info('saved after sign-in', { inviteId: invite.id, origin: invite.origin });
    await sendAttachMessage(deps.attachQueue, invite, log);
    return invite;
}

/** An open invite of the same partner ID that was mailed to this very person. */
async function waitingFor(
    deps: SignInDependencies,
    subscriptionId: string,
    partnerId: string,
    account: string,
): Promise<string | undefined> {
    const id = await deps.invites.findLive(subscriptionId, account);
    const stored = id === undefined ? undefined : await deps.invites.get(id);
    if (stored?.value.partnerId !== partnerId) return undefined;
    return confirm(stored.value, deps.clock.now()) === undefined ? undefined : id;
}

/** One more subscription that the same person said yes to; where one waits for them already, that is the one. */
export async function recordFurther(
    deps: SignInDependencies,
    asked: Invite,
    further: { subscriptionId: string; subscriptionName: string | null },
    consent: Consent,
    log: Log,
): Promise<void> {
    const { tenantId, partnerId, customerName, allowReplace } = asked;
    const waiting = await waitingFor(deps, further.subscriptionId, partnerId, consent.by);
    const invite =
        waiting === undefined
            ? await bear(deps, { ...further, tenantId, partnerId, customerName, allowReplace }, 'further', consent)
            : await confirmStored(deps, waiting, consent);
    await sendAttachMessage(deps.attachQueue, invite, log);
}
