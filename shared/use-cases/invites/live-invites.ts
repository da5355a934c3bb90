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

/** The live invite for one of these and an admin that is none of `own`. */
export async function findAnyLive(
    invites: Pick<InviteStore, 'findLive'>,
    subjects: readonly Subject[],
    adminEmail: string,
    own: readonly string[] = [],
): Promise<string | undefined> {
    for (const subject of subjects) {
        const live = await invites.findLive(subject, adminEmail);
        if (live !== undefined && !own.includes(live)) return live;
    }
    return undefined;
}

/**
 * Looks whether an invite is live for one of these. Nothing is written.
 *
 * @param own IDs that do not count
 * @returns those that are live in name alone, being past their time: they give way, see `giveWay`
 * @throws AppError `invite-exists`
 */
export async function checkNoneLive(
    { invites, clock }: { invites: Pick<InviteStore, 'findLive' | 'get'>; clock: Clock },
    subjects: readonly Subject[],
    adminEmail: string,
    own: readonly string[] = [],
): Promise<Stored<Invite>[]> {
    const past: Stored<Invite>[] = [];
    for (const subject of subjects) {
        const live = await findAnyLive(invites, [subject], adminEmail, own);
        const stored = live === undefined ? undefined : await invites.get(live);
        if (stored === undefined) continue;
        if (expire(stored.value, clock.now(), false) === undefined) throw inviteExists(stored.value.id);
        past.push(stored);
    }
    return past;
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
