import type { DeadLetter } from '../../domain/dead-letter.ts';
import { asAzure } from '../../domain/invite.ts';
import { deadLetterId } from '../../domain/dead-letter.ts';
import { nextStepAfter } from '../../domain/invite-outcomes.ts';
import { endAttach, unlinked } from '../../domain/attach-transitions.ts';
import { findMail, mailRefused } from '../../domain/invite-mails.ts';
import { isUnsent } from '../../domain/invite-story.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DeadLetterStore } from '../../ports/dead-letter-store.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import type { Log } from '../../ports/log.ts';
import type { Queue, QueueMessages, QueueName, ReportMessage } from '../../ports/queue.ts';
import { changeInvite } from '../invites/change-invite.ts';
import { sendDueMails } from '../send-due.ts';

/** A message as it came through a dead-letter queue; `message` is undefined where it is not one of ours. */
export type DeadMessage = {
    [Name in QueueName]: {
        queue: Name;
        messageId: string;
        /** When it came into its queue; the same however often it is delivered. */
        since: Date;
        message: QueueMessages[Name] | undefined;
        /** What the broker says. */
        broker: { reason: string; detail: string };
    };
}[QueueName];

export interface TakeDeadLetterDependencies {
    partner: { clientId: string; notify: readonly string[] };
    confirmationMode: 'signin' | 'email';
    invites: InviteStore;
    deadLetters: DeadLetterStore;
    mailQueue: Queue<QueueMessages['outbound-mail']>;
    /** The tenant of an audit run counts as failed. */
    failAuditTenant: (message: QueueMessages['audit-tenants'], reason: string) => Promise<void>;
    /** The report is not sent any more. */
    giveUpReport: (message: ReportMessage, detail: string) => Promise<void>;
    clock: Clock;
}

/** A mail whose last message died is not sent any more, until somebody has it done again. */
async function giveUpMail(
    deps: TakeDeadLetterDependencies,
    message: QueueMessages['outbound-mail'],
    detail: string,
): Promise<void> {
    if (message.kind === 'report') {
        await deps.giveUpReport(message, detail);
        return;
    }
    await changeInvite(deps.invites, message.inviteId, (invite) => {
        const mail = findMail(invite, message.mail);
        return mail !== undefined && isUnsent(mail) && mail.work.attempt <= message.attempt
            ? mailRefused(invite, mail, deps.clock.now(), { badAddress: false, detail })
            : undefined;
    });
}

/**
 * An attach whose last message died has failed, and both sides are told. An invite that was taken back stays so,
 * whatever became of the link.
 */
async function giveUpAttach(
    deps: TakeDeadLetterDependencies,
    message: QueueMessages['attach-requests'],
    { reason, detail }: { reason: string; detail: string },
    log: Log,
): Promise<void> {
    const result = await changeInvite(deps.invites, message.inviteId, (invite) => {
        const { attach } = invite;
        if (attach?.generation !== message.generation || attach.work.attempt > message.attempt) return undefined;
        if (attach.task === 'unlink')
            return unlinked(invite, deps.clock.now(), `The link was not looked at: ${detail}`);
        const outcome = { status: 'failed', cause: reason === 'gave-up' ? 'gave-up' : 'internal' } as const;
        const facts = { ...asAzure(invite), clientId: deps.partner.clientId, mode: deps.confirmationMode };
        const nextStep = nextStepAfter(outcome, facts);
        return endAttach(invite, { outcome, nextStep, detail }, deps.clock.now(), deps.partner.notify.length > 0);
    });
    if (result.kind === 'changed') await sendDueMails(deps.mailQueue, result.invite, log);
}

const aboutOf = (dead: DeadMessage): DeadLetter['about'] => {
    if (dead.message === undefined) return null;
    switch (dead.queue) {
        case 'outbound-mail':
            return dead.message.kind === 'report'
                ? { reportId: dead.message.reportId }
                : { inviteId: dead.message.inviteId, mail: dead.message.mail };
        case 'attach-requests':
            return { inviteId: dead.message.inviteId };
        case 'audit-tenants':
            return { runId: dead.message.runId, tenantId: dead.message.tenantId };
    }
};

/**
 * Joins a dead message with the reason that was recorded for it, keeps it where people can see it, and
 * ends what it stood for.
 *
 * @throws UnavailableError where the store cannot be reached
 */
export async function takeDeadLetter(deps: TakeDeadLetterDependencies, dead: DeadMessage, log: Log): Promise<void> {
    const recorded =
        dead.message === undefined
            ? { reason: 'invalid-message', detail: 'The message is not one that this app sends.' }
            : await deps.deadLetters.reasonOf(dead.queue, dead.messageId);
    const { reason, detail } = recorded ?? dead.broker;
    const about = aboutOf(dead);
    if (about?.inviteId !== undefined && (await deps.invites.wasErased(about.inviteId))) {
        // Nothing is kept of an erased customer, and a reason may tell an address.
        await deps.deadLetters.forgetReason(dead.queue, dead.messageId);
        log.info('dead letter of an erased invite', { queue: dead.queue, reason });
        return;
    }
    const deadLetteredAt = deps.clock.now();
    await deps.deadLetters.add({
        id: deadLetterId(dead.queue, dead.messageId, dead.since),
        queue: dead.queue,
        messageId: dead.messageId,
        reason,
        detail,
        about,
        deadLetteredAt: deadLetteredAt.toISOString(),
        retriedAt: null,
    });
    // Kept first: what ends in the rows below makes the message look done to whoever gets it once more.
    if (dead.message !== undefined) {
        if (dead.queue === 'outbound-mail') await giveUpMail(deps, dead.message, detail);
        if (dead.queue === 'attach-requests') await giveUpAttach(deps, dead.message, { reason, detail }, log);
        if (dead.queue === 'audit-tenants') await deps.failAuditTenant(dead.message, detail);
    }
    // Last: until then it may have to be done once more.
    await deps.deadLetters.forgetReason(dead.queue, dead.messageId);
    log.error('dead letter', { queue: dead.queue, reason, about });
}
