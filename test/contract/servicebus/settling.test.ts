import {
    CONTRACT_QUEUE,
    failureCode,
    newMessage,
    numberOf,
    receiveOne,
    receiveWhatIsThere,
    useBus,
} from './bus-under-test.ts';

const reason = (deadLetterReason: string) => ({ deadLetterReason, deadLetterErrorDescription: 'in a test' });

/* What a receiver can do with a message it holds. */
describe('Service Bus: settling', () => {
    const bus = useBus();

    it('removes a completed message', async () => {
        await bus.sender.sendMessages(newMessage());

        await bus.receiver.completeMessage(await receiveOne(bus.receiver));

        expect(await bus.receiver.peekMessages(10)).toEqual([]);
        expect(await bus.deadLetters.peekMessages(10)).toEqual([]);
    });

    it('gives an abandoned message out again, counted and with the properties changed', async () => {
        await bus.sender.sendMessages(newMessage({ applicationProperties: { kept: 1, changed: 'before' } }));
        const first = await receiveOne(bus.receiver);

        await bus.receiver.abandonMessage(first, { changed: 'after', added: true });
        const second = await receiveOne(bus.receiver);

        expect([first.deliveryCount, second.deliveryCount]).toEqual([0, 1]);
        expect(second).toMatchObject({ messageId: first.messageId, sequenceNumber: first.sequenceNumber });
        expect(second.lockToken).not.toBe(first.lockToken);
        expect(second.applicationProperties).toEqual({ kept: 1, changed: 'after', added: true });
        await bus.receiver.completeMessage(second);
    });

    it('gives an abandoned message out before those that were sent after it', async () => {
        await bus.sender.sendMessages([newMessage({ body: 'first' }), newMessage({ body: 'second' })]);

        await bus.receiver.abandonMessage(await receiveOne(bus.receiver));
        const next = await receiveOne(bus.receiver);

        expect(String(next.body)).toBe('first');
        await bus.receiver.completeMessage(next);
    });

    it('dead-letters with reason, description and properties', async () => {
        const sent = newMessage({ body: Buffer.from([0, 255]), applicationProperties: { kept: 'yes' } });
        await bus.sender.sendMessages(sent);

        await bus.receiver.deadLetterMessage(await receiveOne(bus.receiver), {
            deadLetterReason: 'unreadable',
            deadLetterErrorDescription: 'It is not JSON.',
            added: 'too',
        });
        const dead = await receiveOne(bus.deadLetters);

        expect(dead).toMatchObject({
            messageId: sent.messageId,
            deadLetterReason: 'unreadable',
            deadLetterErrorDescription: 'It is not JSON.',
            deliveryCount: 0,
            state: 'active',
        });
        expect(dead.applicationProperties).toMatchObject({ kept: 'yes', added: 'too' });
        expect([...(dead.body as Buffer)]).toEqual([0, 255]);
        expect(await bus.receiver.peekMessages(10)).toEqual([]);
        await bus.deadLetters.completeMessage(dead);
        expect(await receiveWhatIsThere(bus.deadLetters)).toEqual([]);
    });

    it('dead-letters a message after as many failed deliveries as the queue allows', async () => {
        await bus.sender.sendMessages(newMessage());
        const counts: (number | undefined)[] = [];
        for (let delivery = 0; delivery < CONTRACT_QUEUE.maxDeliveryCount; delivery += 1) {
            const message = await receiveOne(bus.receiver);
            counts.push(message.deliveryCount);
            await bus.receiver.abandonMessage(message);
        }

        const dead = await receiveOne(bus.deadLetters);

        expect(counts).toEqual([0, 1, 2]);
        expect(dead).toMatchObject({ deadLetterReason: 'MaxDeliveryCountExceeded', deliveryCount: 3 });
        expect(await bus.receiver.peekMessages(10)).toEqual([]);
        await bus.deadLetters.completeMessage(dead);
    });

    it('never gives up a dead letter: abandoning is not counted, dead-lettering again is refused', async () => {
        await bus.sender.sendMessages(newMessage());
        await bus.receiver.deadLetterMessage(await receiveOne(bus.receiver), reason('first'));
        const counts: (number | undefined)[] = [];
        for (let delivery = 0; delivery <= CONTRACT_QUEUE.maxDeliveryCount; delivery += 1) {
            const dead = await receiveOne(bus.deadLetters);
            counts.push(dead.deliveryCount);
            await bus.deadLetters.abandonMessage(dead);
        }

        const refusal = await failureCode(bus.deadLetters.deadLetterMessage(await receiveOne(bus.deadLetters)));
        const still = await receiveOne(bus.deadLetters);

        expect(counts).toEqual([0, 0, 0, 0]);
        expect(refusal).not.toBe('succeeded');
        expect(still).toMatchObject({ deadLetterReason: 'first', deliveryCount: 0 });
        await bus.deadLetters.completeMessage(still);
    });

    it('puts a deferred message aside until it is asked for by its number', async () => {
        await bus.sender.sendMessages(newMessage({ body: 'wait' }));
        const message = await receiveOne(bus.receiver);

        await bus.receiver.deferMessage(message, { why: 'later' });
        const passedBy = await receiveWhatIsThere(bus.receiver);
        const [deferred] = await bus.receiver.receiveDeferredMessages(numberOf(message));
        if (deferred === undefined) throw new Error('the message was deferred');
        await bus.receiver.completeMessage(deferred);

        expect(passedBy).toEqual([]);
        expect(deferred).toMatchObject({ messageId: message.messageId, state: 'deferred', deliveryCount: 1 });
        expect(deferred.applicationProperties).toEqual({ why: 'later' });
        expect(String(deferred.body)).toBe('wait');
        expect(await bus.receiver.peekMessages(10)).toEqual([]);
    });

    it('keeps a deferred message deferred when it is abandoned, and dead-letters it when told to', async () => {
        await bus.sender.sendMessages(newMessage());
        const message = await receiveOne(bus.receiver);
        await bus.receiver.deferMessage(message);
        const [first] = await bus.receiver.receiveDeferredMessages(numberOf(message));
        if (first === undefined) throw new Error('the message was deferred');

        await bus.receiver.abandonMessage(first);
        const passedBy = await receiveWhatIsThere(bus.receiver);
        const [second] = await bus.receiver.receiveDeferredMessages(numberOf(message));
        if (second === undefined) throw new Error('the message was deferred');
        await bus.receiver.deadLetterMessage(second, reason('enough'));

        expect(passedBy).toEqual([]);
        expect(second.deliveryCount).toBe(2);
        const dead = await receiveOne(bus.deadLetters);
        expect(dead).toMatchObject({ messageId: message.messageId, deadLetterReason: 'enough' });
        await bus.deadLetters.completeMessage(dead);
    });

    it('has no deferred message under a number that is not deferred', async () => {
        await bus.sender.sendMessages(newMessage());
        const message = await receiveOne(bus.receiver);

        const code = await failureCode(bus.receiver.receiveDeferredMessages(numberOf(message)));
        await bus.receiver.completeMessage(message);

        expect(code).toBe('MessageNotFound');
    });
});
