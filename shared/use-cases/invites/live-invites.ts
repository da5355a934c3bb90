import { isLive } from '../../domain/invite.ts';
import type { Invite } from '../../domain/invite.ts';
import { expire } from '../../domain/invite-transitions.ts';
import type { Subject } from '../../domain/products/product.ts';
import type { Clock } from '../../ports/clock.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import type { Log } from '../../ports/log.ts';
import type { Queue, QueueMessages } from '../../ports/queue.ts';
import type { Stored } from '../../ports/store.ts';
import { sendDueMails } from '../send-due.ts';
import { changeInvite } from './change-invite.ts';
import { inviteExists } from './invite-refusals.ts';

/** The live invites for these and an admin, without `own`. Nothing is written. */
export async function liveAmong(
    invites: Pick<InviteStore, 'findLive'>,
    subjects: readonly Subject[],
    adminEmail: string,
    own: readonly string[] = [],
): Promise<string[]> {
    const found = await Promise.all(subjects.map((subject) => invites.findLive(subject, adminEmail)));
    return found.filter((id) => id !== undefined).filter((id) => !own.includes(id));
}

/**
 * Looks whether these are live in earnest. Nothing is written.
 *
 * @returns those that are live in name alone, being past their time: they give way, see `giveWay`
 * @throws AppError `invite-exists`
 */
export async function checkPast(
    { invites, clock }: { invites: Pick<InviteStore, 'get'>; clock: Clock },
    live: readonly string[],
): Promise<Stored<Invite>[]> {
    const found = await Promise.all(live.map((id) => invites.get(id)));
    const stored = found.filter((one) => one !== undefined);
    for (const { value } of stored) {
        if (expire(value, clock.now(), false) === undefined) throw inviteExists(value.id);
    }
    return stored;
}

/**
 * Looks whether an invite is live for one of these. Nothing is written.
 *
 * @throws AppError `invite-exists`
 */
export async function checkNoneLive(
    deps: { invites: Pick<InviteStore, 'findLive' | 'get'>; clock: Clock },
    subjects: readonly Subject[],
    adminEmail: string,
): Promise<void> {
    await checkPast(deps, await liveAmong(deps.invites, subjects, adminEmail));
}

export interface GiveWayDependencies {
    partner: { notify: readonly string[] };
    invites: InviteStore;
    mailQueue: Queue<QueueMessages['outbound-mail']>;
    clock: Clock;
}

/**
 * Ends those that are past their time, whether or not the sweep has been there yet.
 *
 * @throws AppError `invite-exists` where one is not any more
 */
export async function giveWay(
    { partner, invites, mailQueue, clock }: GiveWayDependencies,
    past: readonly Stored<Invite>[],
    log: Log,
): Promise<void> {
    for (const stored of past) {
        const { id } = stored.value;
        const tell = partner.notify.length > 0;
        const ended = await changeInvite(invites, id, (invite) => expire(invite, clock.now(), tell), stored);
        if (ended.kind === 'unchanged' && isLive(ended.invite.status)) throw inviteExists(id);
        if (ended.kind === 'changed') await sendDueMails(mailQueue, ended.invite, log);
    }
}
