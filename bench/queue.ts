import type { ServiceBusClient } from '@azure/service-bus';
import { waitFor } from './wait.ts';

const EMPTY_SECONDS = 120;
const HOUR_MS = 3_600_000;

/** A queue that can be filled at once and watched until nothing is left in it. */
export const openQueue = async (client: ServiceBusClient, name: string) => {
    const sender = client.createSender(name);
    const receiver = client.createReceiver(name);
    // Peeking goes on from where it was last; a number to begin anew from comes from a message that is taken back.
    const inAnHour = new Date(Date.now() + HOUR_MS);
    const [start] = await sender.scheduleMessages([{ body: 'start' }], inAnHour);
    if (start === undefined) throw new Error('The broker gave no sequence number.');
    await sender.cancelScheduledMessages(start);

    return {
        send: async (messages: { messageId: string; body: unknown }[]): Promise<void> => {
            await sender.sendMessages(messages.map((message) => ({ ...message, contentType: 'application/json' })));
        },
        /** Resolves when every message is settled. */
        empty: () =>
            waitFor(
                `the queue ${name} to be empty`,
                async () => {
                    const [first] = await receiver.peekMessages(1, { fromSequenceNumber: start });
                    return first === undefined ? true : undefined;
                },
                EMPTY_SECONDS,
            ),
    };
};
