import type { Attestation } from '../../domain/customer.ts';
import type { AzureInvite } from '../../domain/invite.ts';
import { asAzure, isConsumed, isOpen } from '../../domain/invite.ts';
import { attest } from '../../domain/invite-transitions.ts';
import type { CustomerStore } from '../../ports/customer-store.ts';
import type { Log } from '../../ports/log.ts';
import { changeInvite } from './change-invite.ts';
import type { DecideDependencies } from './decide.ts';
import { linkGone, provenInvite } from './open-link.ts';
import type { OpenedLink } from './open-link.ts';
import { sendDueMails } from '../send-due.ts';

export interface AttestDependencies extends Omit<DecideDependencies, 'attachQueue'> {
    customers: Pick<CustomerStore, 'noteAttested'>;
}

const WHAT: Readonly<Record<Attestation['how'], string>> = {
    guest: 'The customer says that a guest user has linked the partner ID.',
    directory: 'The customer says that an account of its directory has linked the partner ID.',
};

/**
 * *I have linked it*: what the customer says of an account that nobody else can look into. Consumes the
 * link, and the partner is told. Pressed twice, it is said once.
 *
 * @throws AppError `link-gone`
 */
export async function attestLink(
    deps: AttestDependencies,
    link: OpenedLink,
    how: Attestation['how'],
    log: Log,
): Promise<AzureInvite> {
    const stored = await provenInvite(deps, link);
    const { value: invite } = stored;
    if (isConsumed(invite)) return invite;
    const now = deps.clock.now();
    if (!isOpen(invite, now)) throw linkGone();
    // First what the audit reads: after a crash in between, whoever presses again completes it.
    await deps.customers.noteAttested(invite.tenantId, invite.subscriptionId, { at: now.toISOString(), how });
    const result = await changeInvite(
        deps.invites,
        invite.id,
        (current) =>
            current.generation === invite.generation
                ? attest(current, now, WHAT[how], deps.partner.notify.length > 0)
                : undefined,
        stored,
    );
    if (result.kind === 'missing') throw linkGone();
    if (result.kind === 'changed') {
        log.info('attested', { inviteId: invite.id, how });
        await sendDueMails(deps.mailQueue, result.invite, log);
    } else if (!isConsumed(result.invite) || result.invite.generation !== invite.generation) {
        throw linkGone();
    }
    return asAzure(result.invite);
}
