import { ServiceBusClient } from '@azure/service-bus';
import { startServiceBus, type ServiceBusEmulator } from '../../../local/servicebus/index.ts';
import {
    failureCode,
    IMPATIENT,
    newMessage,
    RECEIVER_OPTIONS,
    receiveOne,
    receiveWhatIsThere,
} from './bus-under-test.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/*
 * Times that are too long to wait for, with the queues as the project defines them. On the local broker only: no other
 * lets a test set its clock.
 */
describe('Service Bus, as time passes', () => {
    let time: number;
    let broker: ServiceBusEmulator;
    let client: ServiceBusClient;
    const pass = (milliseconds: number): void => {
        time += milliseconds;
        broker.clockMoved();
    };
    beforeEach(async () => {
        time = Date.parse('2026-01-31T12:00:00Z');
        const queues = [
            {
                name: 'q',
                lockDuration: 'PT1M',
                requiresDuplicateDetection: true,
                duplicateDetectionHistoryTimeWindow: 'PT30M',
                defaultMessageTimeToLive: 'P14D',
                deadLetteringOnMessageExpiration: true,
            },
        ];
        broker = await startServiceBus({ port: 0, queues, now: () => new Date(time) });
        client = new ServiceBusClient(broker.connectionString, IMPATIENT);
    });
    afterEach(async () => {
        await client.close();
        await broker.close();
    });

    it('gives a waiting receiver the message whose lock has run out', async () => {
        await client.createSender('q').sendMessages(newMessage());
        const first = await receiveOne(client.createReceiver('q', RECEIVER_OPTIONS));
        const waiting = receiveOne(client.createReceiver('q', RECEIVER_OPTIONS));

        pass(MINUTE);

        const second = await waiting;
        expect(first.lockedUntilUtc).toEqual(new Date('2026-01-31T12:01:00Z'));
        expect(second.lockedUntilUtc).toEqual(new Date('2026-01-31T12:02:00Z'));
        expect(second).toMatchObject({ messageId: first.messageId, deliveryCount: 1 });
    });

    it('gives a waiting receiver what was scheduled for a day later', async () => {
        const message = newMessage();
        await client.createSender('q').scheduleMessages(message, new Date(time + DAY));
        const receiver = client.createReceiver('q', RECEIVER_OPTIONS);
        pass(DAY - 1);
        const before = await receiveWhatIsThere(receiver);
        const waiting = receiveOne(receiver);

        pass(1);

        expect(before).toEqual([]);
        expect(await waiting).toMatchObject({ messageId: message.messageId, enqueuedTimeUtc: new Date(time) });
    });

    it('dead-letters what nobody received for 14 days', async () => {
        await client.createSender('q').sendMessages(newMessage());
        const dead = client.createReceiver('q', { ...RECEIVER_OPTIONS, subQueueType: 'deadLetter' });
        pass(14 * DAY - 1);
        const before = await dead.peekMessages(1);

        pass(1);

        expect(before).toEqual([]);
        expect(await receiveOne(dead)).toMatchObject({ deadLetterReason: 'TTLExpiredException' });
    });

    it('accepts a message ID again after half an hour', async () => {
        const sender = client.createSender('q');
        await sender.sendMessages(newMessage({ messageId: 'same', body: 'first' }));
        pass(30 * MINUTE - 1);
        await sender.sendMessages(newMessage({ messageId: 'same', body: 'dropped' }));
        pass(1);

        await sender.sendMessages(newMessage({ messageId: 'same', body: 'second' }));

        const received = await receiveWhatIsThere(client.createReceiver('q', RECEIVER_OPTIONS));
        expect(received.map(({ body }) => String(body))).toEqual(['first', 'second']);
    });

    it('loses a lock at its end, as settling, renewing and the client itself are told', async () => {
        await client.createSender('q').sendMessages(newMessage());
        const receiver = client.createReceiver('q', RECEIVER_OPTIONS);
        const message = await receiveOne(receiver);

        pass(MINUTE);

        expect(await failureCode(receiver.renewMessageLock(message))).toBe('MessageLockLost');
        expect(await failureCode(receiver.deadLetterMessage(message))).toBe('MessageLockLost');
    });
});
