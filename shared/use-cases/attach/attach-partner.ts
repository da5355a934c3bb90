import { PermanentError, UnavailableError } from '../../domain/errors.ts';
import { asAzure } from '../../domain/invite.ts';
import type { AzureInvite, Invite } from '../../domain/invite.ts';
import type { AttachOutcome } from '../../domain/attach-outcome.ts';
import { nextStepAfter } from '../../domain/invite-outcomes.ts';
import { beginAttach, endAttach, handBackAttach, unlinked, withAttachWork } from '../../domain/attach-transitions.ts';
import { postponed, resent, standing } from '../../domain/work.ts';
import type { Work } from '../../domain/work.ts';
import { isPassing } from '../../ports/azure.ts';
import type { AzureError } from '../../ports/azure.ts';
import type { Log } from '../../ports/log.ts';
import type { QueueMessages } from '../../ports/queue.ts';
import type { Stored } from '../../ports/store.ts';
import { attach } from './attach.ts';
import type { AttachDependencies } from './deps.ts';
import { unlink } from './unlink.ts';
import { Wait } from './wait.ts';
import { changeInvite, requireErased } from '../invites/change-invite.ts';
import { sendAttachMessage, sendDueMails } from '../send-due.ts';

export type { AttachDependencies } from './deps.ts';

/** What is to be attached, as it was written when it was taken in hand. */
interface Taken {
    invite: AzureInvite;
    stored: Stored<Invite>;
}

/** Ends the attach, tells both sides. Does nothing where somebody else ended it. */
async function finish(deps: AttachDependencies, taken: Taken, outcome: AttachOutcome, log: Log): Promise<void> {
    const { invite, stored } = taken;
    // First, so that a crash in between forgets it twice and not never: we see for ourselves from now on.
    if (outcome.status === 'attached') await deps.customers.forgetAttested(invite.tenantId, invite.subscriptionId);
    const facts = { ...invite, clientId: deps.partner.clientId, mode: deps.confirmationMode };
    const nextStep = nextStepAfter(outcome, facts);
    const result = await changeInvite(
        deps.invites,
        invite.id,
        (current) =>
            current.attach?.generation === invite.attach?.generation && current.status === 'attaching'
                ? endAttach(current, { outcome, nextStep }, deps.clock.now(), deps.partner.notify.length > 0)
                : undefined,
        stored,
    );
    if (result.kind !== 'changed') return;
    log.info('attach ended', { inviteId: invite.id, status: outcome.status });
    await sendDueMails(deps.mailQueue, result.invite, log);
}

/** Ends the work on the link of an invite that was taken back; both sides were told when it was. */
async function finishUnlink(deps: AttachDependencies, invite: AzureInvite, what: string, log: Log): Promise<void> {
    await deps.customers.forgetAttested(invite.tenantId, invite.subscriptionId);
    const result = await changeInvite(deps.invites, invite.id, (current) =>
        current.attach?.generation === invite.attach?.generation
            ? unlinked(current, deps.clock.now(), what)
            : undefined,
    );
    if (result.kind === 'changed') log.info('unlink ended', { inviteId: invite.id, what });
}

/** Whether the attach is still in the hands of the function that took it. */
const isStillTaken = (current: Pick<Invite, 'attach'>, taken: Pick<Invite, 'attach'>): boolean =>
    current.attach?.generation === taken.attach?.generation &&
    current.attach?.work.attempt === taken.attach?.work.attempt;

/** Sends the attach again for later; not where somebody else has it in hand by now. */
async function reschedule(
    deps: AttachDependencies,
    invite: AzureInvite,
    next: (work: Work) => Work,
    log: Log,
): Promise<void> {
    const result = await changeInvite(deps.invites, invite.id, (current) =>
        current.attach !== null && isStillTaken(current, invite)
            ? withAttachWork(current, next(current.attach.work))
            : undefined,
    );
    if (result.kind === 'changed') await sendAttachMessage(deps.attachQueue, result.invite, log, deps.clock.now());
}

async function postpone(deps: AttachDependencies, invite: AzureInvite, error: AzureError, log: Log): Promise<void> {
    const failure = {
        now: deps.clock.now(),
        random: deps.random.fraction(),
        error: error.message,
        retryAfterMs: error.retryAfterMs,
    };
    const work = invite.attach === null ? undefined : postponed(invite.attach.work, failure);
    if (work === undefined) {
        // The row learns of it from the dead letter: noted here, a crash in between would make it look done.
        throw new PermanentError('gave-up', `Microsoft could not be reached for a day: ${error.message}`);
    }
    log.warn('attach has to wait', { inviteId: invite.id, until: work.dueAt, why: error.message });
    await reschedule(deps, invite, () => work, log);
}

/** Takes the attach in hand, if this message may act; one that may not has its successor sent. */
async function take(
    deps: AttachDependencies,
    message: QueueMessages['attach-requests'],
    log: Log,
): Promise<Taken | undefined> {
    const seen = { taken: false as boolean };
    const result = await changeInvite(deps.invites, message.inviteId, (invite) => {
        seen.taken = false;
        if (invite.attach?.generation !== message.generation) return undefined;
        const { work } = invite.attach;
        switch (standing(work, message.attempt, deps.clock.now())) {
            case 'superseded':
                return undefined;
            case 'early':
                return withAttachWork(invite, resent(work, new Date(work.dueAt)));
            case 'act':
                seen.taken = true;
                return beginAttach(invite, deps.clock.now());
        }
    });
    if (result.kind === 'missing') {
        await requireErased(deps.invites, message.inviteId);
        return undefined;
    }
    if (seen.taken && 'stored' in result) return { invite: asAzure(result.invite), stored: result.stored };
    if (result.invite.attach?.generation === message.generation) {
        await sendAttachMessage(deps.attachQueue, result.invite, log, deps.clock.now());
    }
    return undefined;
}

/** Does what the invite's row says is to be done. */
async function act(deps: AttachDependencies, taken: Taken, log: Log): Promise<void> {
    const { invite } = taken;
    if (invite.attach?.task === 'unlink') await finishUnlink(deps, invite, await unlink(deps, invite, log), log);
    else await finish(deps, taken, await attach(deps, invite, log), log);
}

/**
 * Attaches the partner for a confirmed invite, or looks after the link of one that was taken back. What has to wait is
 * sent again with a time.
 *
 * @throws PermanentError where it was given up after a day, or the invite is gone
 * @throws UnavailableError where the store cannot be reached
 */
export async function attachPartner(
    deps: AttachDependencies,
    message: QueueMessages['attach-requests'],
    log: Log,
): Promise<void> {
    const taken = await take(deps, message, log);
    if (taken === undefined) return;
    const { invite } = taken;
    try {
        await act(deps, taken, log);
    } catch (error) {
        if (error instanceof Wait) await reschedule(deps, invite, (work) => resent(work, error.until), log);
        else if (isPassing(error)) await postpone(deps, invite, error, log);
        else {
            if (!(error instanceof PermanentError || error instanceof UnavailableError)) {
                // Kept in hand, the message that comes back would find it taken, and wait a minute for ever.
                await changeInvite(deps.invites, invite.id, (current) =>
                    isStillTaken(current, invite) ? handBackAttach(current, deps.clock.now()) : undefined,
                );
            }
            throw error;
        }
    }
}
