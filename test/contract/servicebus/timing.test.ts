import { failureCode, newMessage, receiveOne, receiveWhatIsThere, useBus } from './bus-under-test.ts';

const AHEAD_MS = 700;

/* What happens to messages by the passing of time. */
describe('Service Bus: scheduling', () => {
    const bus = useBus();

    it('delivers a scheduled message not before its time, as one enqueued then', async () => {
        const when = new Date(Date.now() + AHEAD_MS);
        const [number] = await bus.sender.scheduleMessages(newMessage({ body: 'later' }), when);
        await bus.sender.sendMessages(newMessage({ body: 'now' }));

        const before = await receiveOne(bus.receiver);
        const waiting = await bus.receiver.peekMessages(10);
        const message = await receiveOne(bus.receiver);

        expect(String(before.body)).toBe('now');
        expect(waiting.map(({ state, sequenceNumber }) => [state, sequenceNumber])).toContainEqual([
            'scheduled',
            number,
        ]);
        expect(String(message.body)).toBe('later');
        expect(message).toMatchObject({ state: 'scheduled', scheduledEnqueueTimeUtc: when, deliveryCount: 0 });
        expect(message.enqueuedTimeUtc?.getTime()).toBeGreaterThanOrEqual(when.getTime());
        expect(message.sequenceNumber?.greaterThan(before.sequenceNumber ?? -1)).toBe(true);
        await bus.receiver.completeMessage(before);
        await bus.receiver.completeMessage(message);
    });

    it('schedules what is sent with a time, alone or in a batch, and sends what is due already', async () => {
        const when = new Date(Date.now() + AHEAD_MS);
        await bus.sender.sendMessages([
            newMessage({ body: 'later', scheduledEnqueueTimeUtc: when }),
            newMessage({ body: 'past', scheduledEnqueueTimeUtc: new Date(Date.now() - 60_000) }),
        ]);

        const first = await receiveOne(bus.receiver);
        const second = await receiveOne(bus.receiver);

        expect([String(first.body), String(second.body)]).toEqual(['past', 'later']);
        expect(second.enqueuedTimeUtc?.getTime()).toBeGreaterThanOrEqual(when.getTime());
        await bus.receiver.completeMessage(first);
        await bus.receiver.completeMessage(second);
    });

    it('takes a scheduled message back, once', async () => {
        const when = new Date(Date.now() + 600_000);
        const numbers = await bus.sender.scheduleMessages([newMessage(), newMessage({ body: 'stays' })], when);

        await bus.sender.cancelScheduledMessages(numbers.slice(0, 1));
        const again = await failureCode(bus.sender.cancelScheduledMessages(numbers.slice(0, 1)));

        const left = await bus.receiver.peekMessages(10);
        expect(left.map(({ body }) => String(body))).toEqual(['stays']);
        expect(again).toBe('MessageNotFound');
    });

    it('drops a duplicate of a scheduled message, however the second comes', async () => {
        const { messageId } = newMessage();
        const when = new Date(Date.now() + 600_000);
        await bus.sender.scheduleMessages(newMessage({ messageId, body: 'first' }), when);

        await bus.sender.scheduleMessages(newMessage({ messageId, body: 'scheduled again' }), when);
        await bus.sender.sendMessages(newMessage({ messageId, body: 'sent again' }));

        expect(await receiveWhatIsThere(bus.receiver)).toEqual([]);
        const left = await bus.receiver.peekMessages(10);
        expect(left.map(({ body }) => String(body))).toEqual(['first']);
    });
});

describe('Service Bus: time to live', () => {
    const bus = useBus();

    it('dead-letters a message whose time is over', async () => {
        const message = newMessage({ body: 'too late', timeToLive: 300 });
        await bus.sender.sendMessages(message);

        const dead = await receiveOne(bus.deadLetters);

        expect(dead).toMatchObject({ messageId: message.messageId, deadLetterReason: 'TTLExpiredException' });
        expect(await receiveWhatIsThere(bus.receiver)).toEqual([]);
        await bus.deadLetters.completeMessage(dead);
    });

    it('lets a message live no longer than its queue says', async () => {
        await bus.sender.sendMessages([newMessage(), newMessage({ timeToLive: 90 * 86_400_000 })]);

        const messages = [await receiveOne(bus.receiver), await receiveOne(bus.receiver)];

        const lives = messages.map(
            ({ expiresAtUtc, enqueuedTimeUtc }) => (expiresAtUtc?.getTime() ?? 0) - (enqueuedTimeUtc?.getTime() ?? 0),
        );
        expect(lives).toEqual([14 * 86_400_000, 14 * 86_400_000]);
        await Promise.all(messages.map((message) => bus.receiver.completeMessage(message)));
    });
});
