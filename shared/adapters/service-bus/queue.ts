import type { ServiceBusClient, ServiceBusSender } from '@azure/service-bus';
import { UnavailableError } from '../../domain/errors.ts';
import type { Queue } from '../../ports/queue.ts';

/** Under the name of the standard, and under the one that Service Bus and the Functions host read. */
const traceProperties = (trace: string | null | undefined) =>
    trace === null || trace === undefined
        ? {}
        : { applicationProperties: { traceparent: trace, 'Diagnostic-Id': trace } };

/**
 * One queue over the real SDK. The sender is made on first use and kept: opening a link costs more
 * than sending.
 */
export function serviceBusQueue<Body>(client: () => Promise<ServiceBusClient>, name: string): Queue<Body> {
    let sender: ServiceBusSender | undefined;
    return {
        send: async (body, { messageId, notBefore, trace }) => {
            const opened = await client();
            sender ??= opened.createSender(name);
            try {
                await sender.sendMessages({
                    body,
                    messageId,
                    contentType: 'application/json',
                    ...(notBefore === undefined ? {} : { scheduledEnqueueTimeUtc: notBefore }),
                    ...traceProperties(trace),
                });
            } catch (error) {
                throw new UnavailableError(`The queue ${name} cannot be reached.`, { cause: error });
            }
        },
    };
}
