import { PermanentError, UnavailableError } from '../domain/errors.ts';
import { holdsEligibleRole } from '../domain/eligible-roles.ts';
import type { Invite } from '../domain/invite.ts';
import type { AttachOutcome } from '../domain/invite-outcomes.ts';
import { nextStepAfter } from '../domain/invite-outcomes.ts';
import { beginAttach, endAttach, handBackAttach, withAttachWork } from '../domain/invite-transitions.ts';
import { postponed, resent, standing } from '../domain/work.ts';
import type { Work } from '../domain/work.ts';
import { AzureError, isPassing } from '../ports/azure.ts';
import type { Azure, TenantAccess } from '../ports/azure.ts';
import type { Clock, Random } from '../ports/clock.ts';
import type { InviteStore } from '../ports/invite-store.ts';
import type { Log } from '../ports/log.ts';
import type { Queue, QueueMessages } from '../ports/queue.ts';
import type { TenantLocks } from '../ports/tenant-locks.ts';
import { changeInvite } from './change-invite.ts';
import { sendAttachMessage, sendDueMails } from './send-due.ts';

export interface AttachDependencies {
    partner: { tenantId: string; clientId: string; notify: readonly string[] };
    azure: Pick<Azure, 'tenant'>;
    invites: InviteStore;
    locks: TenantLocks;
    attachQueue: Queue<QueueMessages['attach-requests']>;
    mailQueue: Queue<QueueMessages['outbound-mail']>;
    clock: Clock;
    random: Random;
}

/** Somebody else writes this tenant's link, or ARM wants to be left alone: no failure, only a wait. */
class Wait extends Error {
    readonly until: Date;

    constructor(until: Date) {
        super('not yet');
        this.name = 'Wait';
        this.until = until;
    }
}

/** While another function holds the lease, a second or two; in ms. */
const LEASE_WAIT_MS = 1_000;

const after = (clock: Clock, ms: number): Date => new Date(clock.now().getTime() + ms);

/** Whether the link stands as wanted: writes it where it does not, under the tenant's lease. */
async function writeLink(
    deps: AttachDependencies,
    access: TenantAccess,
    invite: Invite,
): Promise<AttachOutcome | undefined> {
    const { locks, clock, random } = deps;
    const conflict = (otherPartnerId: string): AttachOutcome => ({ status: 'conflict', otherPartnerId });

    const first = await access.link();
    if (first?.partnerId === invite.partnerId) return undefined;
    if (first !== undefined && !invite.allowReplace) return conflict(first.partnerId);

    const owner = `${invite.id}:${invite.attach?.generation ?? 0}`;
    if (!(await locks.acquire(invite.tenantId, owner))) {
        throw new Wait(after(clock, LEASE_WAIT_MS * (1 + random.fraction())));
    }
    try {
        const link = await access.link();
        if (link?.partnerId === invite.partnerId) return undefined;
        if (link === undefined) await access.createLink(invite.partnerId);
        else if (invite.allowReplace) await access.changeLink(invite.partnerId);
        else return conflict(link.partnerId);

        const written = await access.link();
        if (written?.partnerId !== invite.partnerId) throw new AzureError('unavailable', 'The link does not show yet.');
        return undefined;
    } finally {
        await locks.release(invite.tenantId, owner);
    }
}

/** Whether a role that counts stands at or above the subscription. */
async function isRecognised(access: TenantAccess, subscriptionId: string, principalId: string): Promise<boolean> {
    try {
        return holdsEligibleRole(await access.heldRoles(subscriptionId, principalId));
    } catch (error) {
        if (error instanceof AzureError && error.kind === 'forbidden') return false;
        throw error;
    }
}

/** Whether our own tenant sees the subscription: then the customer need not bring our application in. */
async function isDelegated(deps: AttachDependencies, invite: Invite): Promise<boolean> {
    try {
        const answer = await deps.azure.tenant(deps.partner.tenantId).subscription(invite.subscriptionId);
        return answer.kind === 'found' && answer.subscription.tenantId === invite.tenantId;
    } catch (error) {
        if (error instanceof AzureError && !isPassing(error)) return false;
        throw error;
    }
}

async function attach(deps: AttachDependencies, invite: Invite): Promise<AttachOutcome> {
    const until = await deps.locks.notBefore(invite.tenantId);
    if (until !== undefined) throw new Wait(new Date(until.getTime() + LEASE_WAIT_MS * deps.random.fraction()));

    const access = deps.azure.tenant(invite.tenantId);
    try {
        const principalId = await access.principalId();
        const ended = await writeLink(deps, access, invite);
        if (ended !== undefined) return ended;
        return {
            status: (await isRecognised(access, invite.subscriptionId, principalId)) ? 'attached' : 'unrecognised',
        };
    } catch (error) {
        if (!(error instanceof AzureError)) throw error;
        switch (error.kind) {
            case 'application-missing':
                return { status: 'failed', cause: (await isDelegated(deps, invite)) ? 'delegated' : error.kind };
            case 'tenant-unknown':
            case 'partner-id-refused':
            case 'forbidden':
                return { status: 'failed', cause: error.kind };
            case 'conflict':
                // Linked between our look and our write, by something that takes no lease: look again.
                throw new AzureError('unavailable', error.message, { cause: error });
            default:
                throw error;
        }
    }
}

/** Ends the attach, tells both sides. Does nothing where somebody else ended it. */
async function finish(deps: AttachDependencies, invite: Invite, outcome: AttachOutcome, log: Log): Promise<void> {
    const nextStep = nextStepAfter(outcome, { ...invite, clientId: deps.partner.clientId });
    const result = await changeInvite(deps.invites, invite.id, (current) =>
        current.attach?.generation === invite.attach?.generation && current.status === 'attaching'
            ? endAttach(current, { status: outcome.status, nextStep }, deps.clock.now(), deps.partner.notify.length > 0)
            : undefined,
    );
    if (result.kind !== 'changed') return;
    log.info('attach ended', { inviteId: invite.id, status: outcome.status });
    await sendDueMails(deps.mailQueue, result.invite, log);
}

/** Whether the attach is still in the hands of the function that took it. */
const isStillTaken = (current: Invite, taken: Invite): boolean =>
    current.attach?.generation === taken.attach?.generation &&
    current.attach?.work.attempt === taken.attach?.work.attempt;

/** Sends the attach again for later; not where somebody else has it in hand by now. */
async function reschedule(
    deps: AttachDependencies,
    invite: Invite,
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

async function postpone(deps: AttachDependencies, invite: Invite, error: AzureError, log: Log): Promise<void> {
    const { clock, random, locks } = deps;
    if (error.kind === 'throttled') {
        await locks.holdUntil(invite.tenantId, after(clock, error.retryAfterMs ?? LEASE_WAIT_MS));
    }
    const failure = {
        now: clock.now(),
        random: random.fraction(),
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
): Promise<Invite | undefined> {
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
    if (result.kind === 'missing') throw new PermanentError('unknown-invite', 'There is no such invite (any more).');
    if (seen.taken) return result.invite;
    if (result.invite.attach?.generation === message.generation) {
        await sendAttachMessage(deps.attachQueue, result.invite, log, deps.clock.now());
    }
    return undefined;
}

/**
 * Attaches the partner for a confirmed invite: GET, then PUT, PATCH or nothing, then GET again, then
 * whether an eligible role stands at or above the subscription. What has to wait is sent again with a time.
 *
 * @throws PermanentError where it was given up after a day, or the invite is gone
 * @throws UnavailableError where the store cannot be reached
 */
export async function attachPartner(
    deps: AttachDependencies,
    message: QueueMessages['attach-requests'],
    log: Log,
): Promise<void> {
    const invite = await take(deps, message, log);
    if (invite === undefined) return;
    try {
        await finish(deps, invite, await attach(deps, invite), log);
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
