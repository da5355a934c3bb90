import { randomUUID } from 'node:crypto';
import { createConnectionHandler } from './amqp/connections.ts';
import { createDispatcher, type Dispatcher } from './dispatcher.ts';
import { listenOnLoopback } from './listen.ts';
import { toQueueSettings, type QueueDefinition } from './queue-definitions.ts';
import { createQueue, type Queue } from './queue/queue.ts';

export { readQueueDefinitions, type QueueDefinition } from './queue-definitions.ts';

export interface ServiceBusOptions {
    /** TCP port on the loopback addresses; 0 for any that is free */
    readonly port: number;
    readonly queues: readonly QueueDefinition[];
    /** the wall clock; it must not run backwards */
    readonly now?: () => Date;
    /** takes one line of text for people */
    readonly log?: (line: string) => void;
}

export interface ServiceBusEmulator {
    readonly port: number;
    /** for `new ServiceBusClient(...)` and the settings of Functions triggers */
    readonly connectionString: string;
    /**
     * Does at once what an injected clock has made due. With the real clock there is no need to: the broker's own
     * timers look at the clock once a second at least.
     */
    clockMoved(): void;
    /** Drops every connection, and with them all messages: they are held in memory alone. */
    close(): Promise<void>;
}

const connectionString = (port: number): string =>
    [
        `Endpoint=sb://localhost:${port}`,
        'SharedAccessKeyName=local',
        'SharedAccessKey=local',
        'UseDevelopmentEmulator=true;',
    ].join(';');

/** A queue and its dead-letter queue, by the names under which clients know them. */
const withDeadLetters = (queue: Queue): [string, Dispatcher][] =>
    [queue, ...(queue.deadLetters === undefined ? [] : [queue.deadLetters])].map((each) => [
        each.settings.name.toLowerCase(),
        createDispatcher(each),
    ]);

/**
 * Starts a broker that speaks the part of Azure Service Bus which queues need: AMQP 1.0 without TLS, to clients on
 * this machine. It checks no credentials and keeps messages in memory alone.
 *
 * @throws Error where the port is in use or a definition is not valid
 */
export const startServiceBus = async (options: ServiceBusOptions): Promise<ServiceBusEmulator> => {
    const { now = () => new Date(), log = () => undefined } = options;
    const sources = { clock: () => now().getTime(), newLockToken: () => randomUUID() };
    const queues = toQueueSettings(options.queues).map((settings) => createQueue(settings, sources));
    const directory = new Map(queues.flatMap(withDeadLetters));
    const connections = createConnectionHandler(directory, log);
    const listener = await listenOnLoopback(options.port, (socket) => connections.accept(socket));
    log(`Service Bus: listening on port ${listener.port}; messages are held in memory and end with it`);
    return {
        port: listener.port,
        connectionString: connectionString(listener.port),
        clockMoved: () => {
            for (const dispatcher of directory.values()) dispatcher.dispatch();
        },
        async close() {
            connections.endAll();
            await listener.close();
            let lost = 0;
            for (const dispatcher of directory.values()) {
                dispatcher.close();
                lost += dispatcher.queue.messages.size;
            }
            log(`Service Bus: stopped; ${lost} messages are lost`);
        },
    };
};
