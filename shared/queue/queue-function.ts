import { app } from '@azure/functions';
import type { InvocationContext } from '@azure/functions';
import { z } from 'zod';
import { PermanentError, UnavailableError } from '../domain/errors.ts';
import { backoffMs, GIVE_UP_AFTER_MS } from '../domain/work.ts';
import { describe } from '../domain/describe-error.ts';
import { logOver } from '../invocation-log.ts';
import type { Clock, Random } from '../ports/clock.ts';
import type { DeadLetterStore } from '../ports/dead-letter-store.ts';
import type { Log } from '../ports/log.ts';
import type { Queue, QueueMessages, QueueName } from '../ports/queue.ts';
import { messageSchemas } from './messages.ts';
import { lazily } from '../lazily.ts';

export interface QueueDependencies {
    clock: Clock;
    random: Random;
    deadLetters: DeadLetterStore;
    queues: { [Name in QueueName]: Queue<QueueMessages[Name]> };
}

/** The app setting, or prefix of settings, that names the namespace. */
const CONNECTION = 'ServiceBusConnection';

/** The reason of what nobody has foreseen: unlike all others it may be gone at the next delivery. */
const BUG = 'bug';

/** In characters: an error may say anything at any length. */
const LONGEST_DETAIL = 1_000;

const metadata = lazily(() =>
    z.looseObject({ messageId: z.coerce.string(), deliveryCount: z.coerce.number().default(1) }),
);

/**
 * A message that was found impossible comes back until its deliveries are used up. Its row says by now that
 * it is done with, which must not make it look as if it had succeeded.
 */
async function stillImpossible(deps: QueueDependencies, name: QueueName, messageId: string): Promise<void> {
    const recorded = await deps.deadLetters.reasonOf(name, messageId);
    if (recorded !== undefined && recorded.reason !== BUG) throw new PermanentError(recorded.reason, recorded.detail);
}

/**
 * A message whose row could not even be read is sent again under an ID that counts the times, as
 * throwing would use up its deliveries within a second.
 */
async function sendLater<Name extends QueueName>(
    deps: QueueDependencies,
    name: Name,
    body: QueueMessages[Name],
    messageId: string,
): Promise<void> {
    const [entity = messageId, times = '0', since = String(deps.clock.now().getTime())] = messageId.split('~');
    const now = deps.clock.now().getTime();
    if (now - Number(since) > GIVE_UP_AFTER_MS)
        throw new PermanentError('gave-up', 'The table store was away for a day.');
    const wait = backoffMs(Number(times) + 1, deps.random.fraction());
    await deps.queues[name].send(body, {
        messageId: `${entity}~${Number(times) + 1}~${since}`,
        notBefore: new Date(now + wait),
    });
}

/**
 * What every function on a queue does: validate the message, do it, and tell apart what has to wait
 * (sent again with a time), what can never be (reason recorded, then dead-lettered by throwing) and
 * what is a bug (thrown).
 */
export const queueHandler =
    <Name extends QueueName>(
        deps: QueueDependencies,
        name: Name,
        work: (message: QueueMessages[Name], log: Log) => Promise<void>,
    ) =>
    async (body: unknown, context: InvocationContext): Promise<void> => {
        const log = logOver(context);
        const parsed = messageSchemas()[name].safeParse(body);
        // No reason is recorded by message ID here: the metadata of a body that is not ours may come from that body.
        if (!parsed.success) throw new PermanentError('invalid-message', 'The message is not one that this app sends.');
        const message = parsed.data as QueueMessages[Name];
        const { messageId, deliveryCount } = metadata().parse(context.triggerMetadata);
        try {
            if (deliveryCount > 1) await stillImpossible(deps, name, messageId);
            await work(message, log);
        } catch (error) {
            if (error instanceof UnavailableError) {
                log.warn('the store is away, sent again for later', describe(error));
                await sendLater(deps, name, message, messageId);
                return;
            }
            log.error('message failed', describe(error));
            const reason = error instanceof PermanentError ? error.reason : BUG;
            const detail = error instanceof Error ? error.message : 'Something that is no Error was thrown.';
            await deps.deadLetters.recordReason(name, messageId, { reason, detail: detail.slice(0, LONGEST_DETAIL) });
            throw error;
        }
    };

/** Registers a function on one of the queues. */
export const queueFunction = <Name extends QueueName>(
    functionName: string,
    queueName: Name,
    deps: QueueDependencies,
    work: (message: QueueMessages[Name], log: Log) => Promise<void>,
): void =>
    app.serviceBusQueue(functionName, {
        connection: CONNECTION,
        queueName,
        handler: queueHandler(deps, queueName, work),
    });
