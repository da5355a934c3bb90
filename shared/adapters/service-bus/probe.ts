import type { ServiceBusClient } from '@azure/service-bus';
import { UnavailableError } from '../../domain/errors.ts';
import type { BrokerProbe } from '../../ports/broker-probe.ts';

/** Peeks one message of each queue: needs the right to listen, takes nothing. */
export const serviceBusProbe = (client: () => Promise<ServiceBusClient>, queues: readonly string[]): BrokerProbe => ({
    check: async () => {
        try {
            for (const queue of queues) {
                const receiver = (await client()).createReceiver(queue);
                try {
                    await receiver.peekMessages(1);
                } finally {
                    await receiver.close();
                }
            }
        } catch (error) {
            throw new UnavailableError('Service Bus cannot be reached.', { cause: error });
        }
    },
});
