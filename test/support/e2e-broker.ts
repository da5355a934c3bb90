import { ServiceBusClient } from '@azure/service-bus';
import type { ServiceBusMessage } from '@azure/service-bus';
import { setTimeout as delay } from 'node:timers/promises';
import type { Stack } from './stack.ts';

export const QUEUES = ['outbound-mail', 'attach-requests', 'audit-tenants'] as const;
export type QueueName = (typeof QUEUES)[number];

/** Does something with a client of the broker, and closes it. */
export const withBroker = async <T>(stack: Stack, use: (client: ServiceBusClient) => Promise<T>): Promise<T> => {
    const client = new ServiceBusClient((await stack.run()).serviceBus);
    try {
        return await use(client);
    } finally {
        await client.close();
    }
};

/** Sends messages that the app has not made. */
export const sendRaw = (stack: Stack, queue: QueueName, messages: ServiceBusMessage[]): Promise<void> =>
    withBroker(stack, async (client) => {
        const sender = client.createSender(queue);
        for (const message of messages) await sender.sendMessages(message);
    });

/** Looks at every message that comes by on any queue, dead-letter queues and scheduled ones included, until told to stop. */
export const watchMessages = async (stack: Stack): Promise<{ stop: () => Promise<Map<string, string>> }> => {
    const client = new ServiceBusClient((await stack.run()).serviceBus);
    const receivers = QUEUES.flatMap((queue) => [
        { name: queue, receiver: client.createReceiver(queue) },
        {
            name: `${queue}/$deadletterqueue`,
            receiver: client.createReceiver(queue, { subQueueType: 'deadLetter' }),
        },
    ]);
    const seen = new Map<string, string>();
    const stopping = new AbortController();
    const watching = (async () => {
        while (!stopping.signal.aborted) {
            for (const { name, receiver } of receivers) {
                // Goes on where the last peek ended.
                const messages = await receiver.peekMessages(250);
                for (const message of messages) {
                    const { _rawAmqpMessage: raw, ...rest } = message;
                    seen.set(
                        `${name} ${message.sequenceNumber?.toString() ?? ''}`,
                        JSON.stringify({ ...rest, body: raw.body as unknown, properties: raw.applicationProperties }),
                    );
                }
            }
            await delay(20);
        }
    })();
    return {
        async stop() {
            stopping.abort();
            await watching;
            await client.close();
            return seen;
        },
    };
};
