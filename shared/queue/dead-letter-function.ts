import { app } from '@azure/functions';
import type { InvocationContext } from '@azure/functions';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { describe } from '../domain/describe-error.ts';
import { logOver } from '../invocation-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { Queue, QueueMessages, QueueName } from '../ports/queue.ts';
import { takeDeadLetter } from '../use-cases/dead-letters/take-dead-letter.ts';
import type { DeadMessage, TakeDeadLetterDependencies } from '../use-cases/dead-letters/take-dead-letter.ts';
import { messageSchemas } from './messages.ts';
import { lazily } from '../lazily.ts';

export interface DeadLetterFunctionDependencies extends TakeDeadLetterDependencies {
    queues: { [Name in QueueName]: Queue<QueueMessages[Name]> };
    clock: Clock;
}

/** While the table store is away a dead letter waits in its own queue; in ms. */
const WAIT_MS = 60_000;

/** What the broker wrote on the message. Of a body that is not ours nothing here is believed. */
const metadata = lazily(() =>
    z.looseObject({
        messageId: z.coerce.string(),
        enqueuedTimeUtc: z.coerce.date(),
        applicationProperties: z
            .looseObject({
                deadLetterReason: z.string().default('dead-lettered'),
                deadLetterErrorDescription: z.string().default('The broker gave no reason.'),
            })
            .prefault({}),
    }),
);

function deadMessage(queue: QueueName, body: unknown, context: InvocationContext, now: Date): DeadMessage {
    const { data: message } = messageSchemas()[queue].safeParse(body);
    if (message === undefined) {
        const messageId = `unreadable-${createHash('sha256')
            .update(JSON.stringify({ body }))
            .digest('hex')
            .slice(0, 24)}`;
        return { queue, messageId, since: now, message: undefined, broker: { reason: 'invalid-message', detail: '' } };
    }
    const { messageId, enqueuedTimeUtc: since, applicationProperties } = metadata().parse(context.triggerMetadata);
    const broker = {
        reason: applicationProperties.deadLetterReason,
        detail: applicationProperties.deadLetterErrorDescription,
    };
    return { queue, messageId, since, message, broker } as DeadMessage;
}

/**
 * What every function on a dead-letter queue does. It never throws: an abandoned dead letter would come
 * back at once, without end. One that cannot be kept now goes back to its queue with a time.
 */
export const deadLetterHandler =
    (deps: DeadLetterFunctionDependencies, queue: QueueName) =>
    async (body: unknown, context: InvocationContext): Promise<void> => {
        const log = logOver(context);
        try {
            await takeDeadLetter(deps, deadMessage(queue, body, context, deps.clock.now()), log);
        } catch (error) {
            log.error('dead letter not kept, sent back for later', { queue, ...describe(error) });
            const notBefore = new Date(deps.clock.now().getTime() + WAIT_MS);
            const back: Queue<never> = deps.queues[queue];
            await back
                .send(body as never, { messageId: `dead-${context.invocationId}`, notBefore })
                .catch((lost: unknown) => log.error('dead letter lost', { queue, ...describe(lost) }));
        }
    };

/** Registers the function on the dead-letter queue of one of the queues. */
export const deadLetterFunction = (deps: DeadLetterFunctionDependencies, queue: QueueName): void =>
    app.serviceBusQueue(`${queue}-dead-letters`, {
        connection: 'ServiceBusConnection',
        queueName: `${queue}/$deadletterqueue`,
        handler: deadLetterHandler(deps, queue),
    });
