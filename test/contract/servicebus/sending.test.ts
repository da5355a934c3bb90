import { failureCode, newMessage, receive, receiveOne, receiveWhatIsThere, useBus } from './bus-under-test.ts';

const BODIES: readonly [string, Buffer][] = [
    ['every byte value', Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))],
    ['nothing', Buffer.alloc(0)],
    ['text that is not JSON', Buffer.from('{"half": ')],
    ['text that is not UTF-8', Buffer.from([0xff, 0xfe, 0x00, 0xd8])],
    ['JSON with odd spacing', Buffer.from('{ "b":1,\n"a" : 2 }')],
    // more than one frame
    ['200,000 bytes', Buffer.alloc(200_000, 'dpor')],
];

/* How messages get into a queue. */
describe('Service Bus: sending', () => {
    const bus = useBus();

    it.each(BODIES)('keeps a body of %s byte by byte', async (_, body) => {
        await bus.sender.sendMessages(newMessage({ body }));

        const received = await receiveOne(bus.receiver);

        expect(Buffer.from(received.body as Buffer).equals(body)).toBe(true);
        await bus.receiver.completeMessage(received);
    });

    it('keeps the properties of a message and the types of its application properties', async () => {
        const sent = newMessage({
            contentType: 'application/json',
            correlationId: 'correlation',
            subject: 'subject',
            to: 'somebody',
            replyTo: 'somewhere',
            partitionKey: 'key',
            timeToLive: 3_600_000,
            applicationProperties: {
                text: 'ä',
                whole: 7,
                negative: -7,
                part: 0.5,
                yes: true,
                no: false,
                nothing: null,
            },
        });

        await bus.sender.sendMessages(sent);
        const received = await receiveOne(bus.receiver);

        expect(received).toMatchObject({ ...sent, body: expect.anything() as unknown });
        expect(Object.keys(received.applicationProperties ?? {})).toHaveLength(7);
        expect(received.expiresAtUtc?.getTime()).toBe((received.enqueuedTimeUtc?.getTime() ?? 0) + 3_600_000);
        await bus.receiver.completeMessage(received);
    });

    it.each([
        ['value', { nested: [1, 'two', null] }],
        ['sequence', [[1, 2], ['three']]],
    ] as const)('keeps a body that is an AMQP %s', async (bodyType, body) => {
        const { messageId } = newMessage();
        await bus.sender.sendMessages({ body, bodyType, properties: { messageId } });

        const received = await receiveOne(bus.receiver);

        expect(received.messageId).toBe(messageId);
        expect(received.body).toEqual(body);
        await bus.receiver.completeMessage(received);
    });

    it('gives a message without ID one of its own', async () => {
        await bus.sender.sendMessages([{ body: 'first' }, { body: 'second' }]);

        const received = await receive(bus.receiver, 2);

        const ids = received.map(({ messageId }) => messageId);
        expect(ids).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), expect.stringMatching(/^[0-9a-f]{32}$/)]);
        expect(new Set(ids).size).toBe(2);
        await Promise.all(received.map((message) => bus.receiver.completeMessage(message)));
    });

    it('delivers in the order of sending, with rising sequence numbers', async () => {
        const sent = Array.from({ length: 20 }, () => newMessage());
        await bus.sender.sendMessages(sent.slice(0, 10));
        for (const message of sent.slice(10)) await bus.sender.sendMessages(message);

        const received = await receive(bus.receiver, 20);

        expect(received.map(({ messageId }) => messageId)).toEqual(sent.map(({ messageId }) => messageId));
        const numbers = received.map(({ sequenceNumber }) => sequenceNumber?.toNumber() ?? 0);
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
        await Promise.all(received.map((message) => bus.receiver.completeMessage(message)));
    });

    it('takes a batch that is as full as it gets, and the client builds none that is fuller', async () => {
        const batch = await bus.sender.createMessageBatch();
        const body = Buffer.alloc(10_000, 'x');
        const sent: string[] = [];
        for (let message = newMessage({ body }); batch.tryAddMessage(message); message = newMessage({ body })) {
            sent.push(message.messageId);
        }

        await bus.sender.sendMessages(batch);
        const received = await receive(bus.receiver, sent.length);

        expect(batch.maxSizeInBytes).toBeGreaterThanOrEqual(262_144);
        expect(sent.length).toBeGreaterThanOrEqual(25);
        expect(received.map(({ messageId }) => messageId)).toEqual(sent);
        await Promise.all(received.map((message) => bus.receiver.completeMessage(message)));
    });

    it('refuses a message, a batch and a scheduled message that are too large, and keeps working', async () => {
        const body = Buffer.alloc(1_100_000);
        const tooMany = Array.from({ length: 12 }, () => newMessage({ body: Buffer.alloc(100_000) }));

        const alone = await failureCode(bus.sender.sendMessages(newMessage({ body })));
        const together = await failureCode(bus.sender.sendMessages(tooMany));
        const scheduled = await failureCode(bus.sender.scheduleMessages(newMessage({ body }), new Date()));
        await bus.sender.sendMessages(newMessage({ body: 'small' }));

        expect([alone, together, scheduled]).toEqual([
            'MessageSizeExceeded',
            'MessageSizeExceeded',
            'MessageSizeExceeded',
        ]);
        const [received, ...more] = await receiveWhatIsThere(bus.receiver);
        expect(String(received?.body)).toBe('small');
        expect(more).toEqual([]);
    });

    it('accepts a duplicate and drops it, even after the first was completed', async () => {
        const messageId = newMessage().messageId;
        await bus.sender.sendMessages(newMessage({ messageId, body: 'first' }));
        await bus.sender.sendMessages([newMessage({ messageId, body: 'again' }), newMessage({ body: 'other' })]);
        const received = await receive(bus.receiver, 2);
        await Promise.all(received.map((message) => bus.receiver.completeMessage(message)));

        await bus.sender.sendMessages(newMessage({ messageId, body: 'late' }));

        expect(received.map(({ body }) => String(body))).toEqual(['first', 'other']);
        expect(await receiveWhatIsThere(bus.receiver)).toEqual([]);
    });

    it('says which queue does not exist', async () => {
        const nowhere = bus.client.createReceiver('no-such-queue');
        const calls = [
            bus.client.createSender('no-such-queue').sendMessages(newMessage()),
            nowhere.receiveMessages(1),
            nowhere.peekMessages(1),
        ];

        const failures = await Promise.allSettled(calls);

        for (const failure of failures) {
            expect(failure).toMatchObject({ status: 'rejected', reason: { code: 'MessagingEntityNotFound' } });
        }
    });
});
