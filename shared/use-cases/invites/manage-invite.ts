import { AppError } from '../../domain/errors.ts';
import { isGuided } from '../../domain/invite.ts';
import type { GuidedInvite, Invite } from '../../domain/invite.ts';
import { retryAttach } from '../../domain/attach-transitions.ts';
import { resend, revoke } from '../../domain/invite-transitions.ts';
import { mailboxKeyOf } from '../../domain/mailbox.ts';
import type { Clock, Random } from '../../ports/clock.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import type { Log } from '../../ports/log.ts';
import type { Mailboxes } from '../../ports/mailboxes.ts';
import type { Queue, QueueMessages } from '../../ports/queue.ts';
import type { ShortLived } from '../../ports/short-lived.ts';
import type { Page } from '../../ports/store.ts';
import { changeInvite } from './change-invite.ts';
import type { InviteChange } from './change-invite.ts';
import { noSuchInvite, notInThisState } from './not-in-this-state.ts';
import { checkMailbox } from './admit-request.ts';
import { mailLimitReached } from './invite-refusals.ts';
import { sendAttachMessage, sendDueMails } from '../send-due.ts';

export interface ManageInviteDependencies {
    rules: { mailsPerAddressPerDay: number };
    invites: InviteStore;
    mailboxes: Mailboxes;
    shortLived: ShortLived;
    mailQueue: Queue<QueueMessages['outbound-mail']>;
    attachQueue: Queue<QueueMessages['attach-requests']>;
    clock: Clock;
    random: Random;
}

const nothingToAttach = ({ product, status }: GuidedInvite): AppError =>
    new AppError('invalid-state', `Of ${product} nothing is attached by us: the customer does it by hand.`, {
        inviteStatus: status,
    });

/** The invite after a change that had to apply. */
function applied(result: InviteChange, allowed: string): Invite {
    switch (result.kind) {
        case 'changed':
            return result.invite;
        case 'missing':
            throw noSuchInvite();
        case 'unchanged':
            throw notInThisState(result.invite, allowed);
        case 'another-live':
            throw new AppError(
                'invite-exists',
                'There is another live invite for this subscription or product and admin.',
                {
                    inviteId: result.inviteId,
                },
            );
    }
}

/** @throws AppError `not-found` */
export async function getInvite(deps: Pick<ManageInviteDependencies, 'invites'>, id: string): Promise<Invite> {
    const stored = await deps.invites.get(id);
    if (stored === undefined) throw noSuchInvite();
    return stored.value;
}

export const listInvites = (
    deps: Pick<ManageInviteDependencies, 'invites'>,
    query: Parameters<InviteStore['list']>[0],
): Promise<Page<Invite>> => deps.invites.list(query);

/**
 * Sends the mail again with a new link; the old one dies.
 *
 * @param seen generation of the link that it is to replace: where that has been replaced already, nothing is sent, as
 *   people press twice
 * @throws AppError `not-found`, `invalid-state`, `invite-exists`, `opted-out` or `mail-limit`
 */
export async function resendInvite(
    deps: ManageInviteDependencies,
    id: string,
    log: Log,
    seen?: number,
): Promise<Invite> {
    const { value: invite } = (await deps.invites.get(id)) ?? {};
    if (invite === undefined) throw noSuchInvite();
    const allowed = 'issued, sent, expired and undeliverable ones, and what a customer said by hand once it lapsed';
    const seed = deps.random.bytes(24).toString('base64url');
    const next = (current: Invite): Invite | undefined =>
        seen === undefined || current.generation === seen ? resend(current, seed, deps.clock.now()) : undefined;
    if (next(invite) === undefined) throw notInThisState(invite, allowed);
    await checkMailbox(deps, invite.adminEmail);
    const most = deps.rules.mailsPerAddressPerDay;
    const [isCounted] = await Promise.all([
        deps.shortLived.countMail(invite.adminEmail, most),
        deps.mailboxes.note(mailboxKeyOf(invite.adminEmail)),
    ]);
    if (!isCounted) throw mailLimitReached(most, deps.clock.now());
    const resent = applied(await changeInvite(deps.invites, id, next), allowed);
    await sendDueMails(deps.mailQueue, resent, log);
    return resent;
}

/**
 * Attaches again.
 *
 * @throws AppError `not-found`, `invalid-state` or `invite-exists`
 */
export async function retryInvite(deps: ManageInviteDependencies, id: string, log: Log): Promise<Invite> {
    const retried = applied(
        await changeInvite(deps.invites, id, (invite) => {
            if (isGuided(invite)) throw nothingToAttach(invite);
            return retryAttach(invite, deps.clock.now());
        }),
        'conflict, unrecognised and failed ones',
    );
    await sendAttachMessage(deps.attachQueue, retried, log);
    return retried;
}

/**
 * Takes an invite back: its link dies at once.
 *
 * @throws AppError `not-found` or `invalid-state`
 */
export const revokeInvite = async (deps: ManageInviteDependencies, id: string): Promise<Invite> =>
    applied(
        await changeInvite(deps.invites, id, (invite) => revoke(invite, deps.clock.now())),
        'ones that nobody has confirmed yet',
    );
