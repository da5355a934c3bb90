import type { Invite, InviteMail } from '../domain/invite.ts';
import { describe } from '../domain/describe-error.ts';
import type { Log } from '../ports/log.ts';
import type { Queue, QueueMessages } from '../ports/queue.ts';

/**
 * A message that cannot be sent now is not lost: its row says that it is due, and the sweep sends it.
 */
async function sendOrLeave(send: () => Promise<void>, what: string, log: Log): Promise<void> {
    try {
        await send();
    } catch (error) {
        log.warn('left to the sweep', { what, ...describe(error) });
    }
}

const later = (dueAt: string, now: Date | undefined): Date | undefined =>
    now !== undefined && Date.parse(dueAt) > now.getTime() ? new Date(dueAt) : undefined;

/** Sends the message of one mail; at its due time where `now` is given and the time is still to come. */
export const sendMailMessage = (
    queue: Queue<QueueMessages['outbound-mail']>,
    { id, trace }: Pick<Invite, 'id' | 'trace'>,
    mail: InviteMail,
    log: Log,
    now?: Date,
): Promise<void> => {
    const { attempt, dueAt } = mail.work;
    const messageId = `${id}:${mail.key}:${attempt}`;
    const body = { inviteId: id, mail: mail.key, attempt };
    return sendOrLeave(() => queue.send(body, { messageId, notBefore: later(dueAt, now), trace }), messageId, log);
};

/**
 * Sends the messages of the mails that were queued just now and never tried; at their due time where `now` is given and
 * the time is still to come.
 */
export async function sendDueMails(
    queue: Queue<QueueMessages['outbound-mail']>,
    invite: Invite,
    log: Log,
    now?: Date,
): Promise<void> {
    const fresh = invite.mails.filter((mail) => mail.state === 'queued' && mail.work.failures === 0);
    await Promise.all(fresh.map((mail) => sendMailMessage(queue, invite, mail, log, now)));
}

/** Sends the message of the attach; at its due time where `now` is given and the time is still to come. */
export async function sendAttachMessage(
    queue: Queue<QueueMessages['attach-requests']>,
    invite: Invite,
    log: Log,
    now?: Date,
): Promise<void> {
    if (invite.attach === null) return;
    const { trace } = invite;
    const { generation, work } = invite.attach;
    const messageId = `${invite.id}:attach-${generation}:${work.attempt}`;
    const body = { inviteId: invite.id, generation, attempt: work.attempt };
    await sendOrLeave(() => queue.send(body, { messageId, notBefore: later(work.dueAt, now), trace }), messageId, log);
}
