import { randomUUID } from 'node:crypto';
import {
    ServiceBusClient,
    type ServiceBusMessage,
    type ServiceBusReceivedMessage,
    type ServiceBusReceiver,
    type ServiceBusReceiverOptions,
    type ServiceBusSender,
} from '@azure/service-bus';
import { startServiceBus, type QueueDefinition } from '../../../local/servicebus/index.ts';

/**
 * The queue that the contract is tested on. A real one has to be defined like this; nothing else may use it, whatever is in it is deleted, and jest has to run the files one by one
 * (`--runInBand`).
 */
export const CONTRACT_QUEUE = {
    name: 'contract',
    lockDuration: 'PT5S',
    maxDeliveryCount: 3,
    requiresDuplicateDetection: true,
    duplicateDetectionHistoryTimeWindow: 'PT10M',
    defaultMessageTimeToLive: 'P14D',
    deadLetteringOnMessageExpiration: true,
} satisfies QueueDefinition;

/** Short enough that a failing test fails soon; the SDK's own values wait for half a minute. */
export const IMPATIENT = { retryOptions: { maxRetries: 0, retryDelayInMs: 50, timeoutInMs: 10_000 } };

/**
 * For receivers of tests. By default the client renews the lock of everything it has received for five minutes; and one
 * that is closed while it opens the link for that keeps its process alive for 45.
 */
export const RECEIVER_OPTIONS = { skipParsingBodyAsJson: true, maxAutoLockRenewalDurationInMs: 0 };

/** A Service Bus with one queue, empty at the start of each test. */
export interface BusUnderTest {
    readonly client: ServiceBusClient;
    readonly queue: string;
    readonly sender: ServiceBusSender;
    /** peek-lock, bodies not parsed, locks not renewed */
    readonly receiver: ServiceBusReceiver;
    readonly deadLetters: ServiceBusReceiver;
    /** another receiver of the queue, closed after the test */
    newReceiver(options?: ServiceBusReceiverOptions): ServiceBusReceiver;
}

/** Messages as the tests send them: an ID of their own each, as the queue detects duplicates. */
export const newMessage = (fields: Partial<ServiceBusMessage> = {}): ServiceBusMessage & { messageId: string } => ({
    ...fields,
    // The client would send text as JSON, in quotes.
    body: typeof fields.body === 'string' ? Buffer.from(fields.body) : (fields.body ?? Buffer.from('some text')),
    messageId: typeof fields.messageId === 'string' ? fields.messageId : randomUUID(),
});

const DEADLINE_MS = 20_000;

/** Exactly `count` messages, however many calls that takes. */
export const receive = async (receiver: ServiceBusReceiver, count: number): Promise<ServiceBusReceivedMessage[]> => {
    const received: ServiceBusReceivedMessage[] = [];
    const deadline = Date.now() + DEADLINE_MS;
    while (received.length < count && Date.now() < deadline) {
        received.push(...(await receiver.receiveMessages(count - received.length, { maxWaitTimeInMs: 5000 })));
    }
    if (received.length < count) throw new Error(`${received.length} of ${count} messages came`);
    return received;
};

/** The next message. */
export const receiveOne = async (receiver: ServiceBusReceiver): Promise<ServiceBusReceivedMessage> => {
    const [message] = await receive(receiver, 1);
    if (message === undefined) throw new Error('no message came');
    return message;
};

/** What can be received at this moment, which is completed too. */
export const receiveWhatIsThere = async (receiver: ServiceBusReceiver): Promise<ServiceBusReceivedMessage[]> => {
    const received = await receiver.receiveMessages(100, { maxWaitTimeInMs: 300 });
    await Promise.all(received.map((message) => receiver.completeMessage(message)));
    return received;
};

/** Sequence numbers of messages that have one, as all that come from a queue do. */
export const numberOf = (message: ServiceBusReceivedMessage): Long => {
    if (message.sequenceNumber === undefined) throw new Error('the message has no sequence number');
    return message.sequenceNumber;
};
type Long = NonNullable<ServiceBusReceivedMessage['sequenceNumber']>;

/** Code of the error a call fails with; `succeeded` where it does not. */
export const failureCode = async (call: Promise<unknown>): Promise<unknown> => {
    try {
        await call;
        return 'succeeded';
    } catch (error) {
        return error instanceof Error && 'code' in error ? error.code : error;
    }
};

/** One round of emptying; false where nothing was left to remove. */
const purgeOnce = async (connectionString: string, queue: string, subQueueType?: 'deadLetter'): Promise<boolean> => {
    // A client peeks on from where it last peeked, so each round takes a new one.
    const client = new ServiceBusClient(connectionString, IMPATIENT);
    const receiver = client.createReceiver(queue, {
        receiveMode: 'receiveAndDelete',
        ...(subQueueType === undefined ? {} : { subQueueType }),
    });
    const sender = client.createSender(queue);
    try {
        const left = await receiver.peekMessages(100);
        for (const message of left) {
            // A locked one can be neither: it comes back in a later round, when its lock has run out.
            if (message.state === 'scheduled') await failureCode(sender.cancelScheduledMessages(numberOf(message)));
            if (message.state === 'deferred') await failureCode(receiver.receiveDeferredMessages(numberOf(message)));
        }
        if (left.length > 0) await receiver.receiveMessages(left.length, { maxWaitTimeInMs: 200 });
        return left.length > 0;
    } finally {
        await client.close();
    }
};

const purge = async (connectionString: string, queue: string): Promise<void> => {
    // The queue first: what is left in it may still be dead-lettered.
    while (await purgeOnce(connectionString, queue));
    while (await purgeOnce(connectionString, queue, 'deadLetter'));
};

interface Target {
    readonly connectionString: string;
    readonly queue: string;
    close(): Promise<void>;
}

const openTarget = async (definition: QueueDefinition): Promise<Target> => {
    const { SERVICEBUS_CONNECTION_STRING: connectionString, SERVICEBUS_QUEUE: queue } = process.env;
    if (connectionString === undefined) {
        const broker = await startServiceBus({ port: 0, queues: [definition] });
        return { connectionString: broker.connectionString, queue: definition.name, close: () => broker.close() };
    }
    if (queue === undefined) throw new Error('SERVICEBUS_QUEUE must name the queue to test on');
    return { connectionString, queue, close: () => Promise.resolve() };
};

/**
 * Registers the hooks that give each test an empty queue and a client of its own: those of
 * SERVICEBUS_CONNECTION_STRING and SERVICEBUS_QUEUE where they are set, else those of a broker started here.
 *
 * @param changes what differs from CONTRACT_QUEUE on the local broker, to save time
 */
export const useBus = (changes: Partial<QueueDefinition> = {}): BusUnderTest => {
    let target: Target;
    let client: ServiceBusClient;
    let sender: ServiceBusSender;
    let receiver: ServiceBusReceiver;
    let deadLetters: ServiceBusReceiver;

    beforeAll(async () => {
        target = await openTarget({ ...CONTRACT_QUEUE, ...changes });
    });
    afterAll(() => target.close());
    beforeEach(async () => {
        await purge(target.connectionString, target.queue);
        client = new ServiceBusClient(target.connectionString, IMPATIENT);
        sender = client.createSender(target.queue);
        receiver = client.createReceiver(target.queue, RECEIVER_OPTIONS);
        deadLetters = client.createReceiver(target.queue, { subQueueType: 'deadLetter', ...RECEIVER_OPTIONS });
    });
    afterEach(() => client.close());

    return {
        get client() {
            return client;
        },
        get queue() {
            return target.queue;
        },
        get sender() {
            return sender;
        },
        get receiver() {
            return receiver;
        },
        get deadLetters() {
            return deadLetters;
        },
        newReceiver: (options = {}) => client.createReceiver(target.queue, { ...RECEIVER_OPTIONS, ...options }),
    };
};
