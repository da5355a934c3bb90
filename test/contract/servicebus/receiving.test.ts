import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { newMessage, receive, receiveOne, receiveWhatIsThere, useBus } from './bus-under-test.ts';

/* How messages get out of a queue. */
describe('Service Bus: receiving', () => {
    const bus = useBus();

    it('removes what is received and deleted, and lets nobody settle it', async () => {
        const deleting = bus.newReceiver({ receiveMode: 'receiveAndDelete' });
        await bus.sender.sendMessages([newMessage(), newMessage()]);

        const received = await receive(deleting, 2);

        expect(received.map(({ lockToken }) => lockToken)).toEqual([undefined, undefined]);
        expect(await bus.receiver.peekMessages(10)).toEqual([]);
    });

    it('loses nothing to a receive that asked for more than there was', async () => {
        const first = newMessage();
        const second = newMessage();
        await bus.sender.sendMessages(first);

        const early = await bus.receiver.receiveMessages(10, { maxWaitTimeInMs: 500 });
        // The first call gave its spare credit back, so nothing may be delivered between the calls.
        await bus.sender.sendMessages(second);
        const peeked = await bus.receiver.peekMessages(10);
        const late = await receiveOne(bus.receiver);

        expect(early.map(({ messageId }) => messageId)).toEqual([first.messageId]);
        expect(peeked.map(({ messageId }) => messageId)).toEqual([first.messageId, second.messageId]);
        expect(late).toMatchObject({ messageId: second.messageId, deliveryCount: 0 });
        await Promise.all([...early, late].map((message) => bus.receiver.completeMessage(message)));
    });

    it('answers an empty receive when its time is over, as often as it is asked', async () => {
        const answers = [];
        for (let round = 0; round < 5; round += 1) {
            answers.push(await bus.receiver.receiveMessages(3, { maxWaitTimeInMs: 50 }));
        }
        const message = newMessage();
        await bus.sender.sendMessages(message);

        expect(answers).toEqual([[], [], [], [], []]);
        const received = await receiveOne(bus.receiver);
        expect(received.messageId).toBe(message.messageId);
        await bus.receiver.completeMessage(received);
    });

    it('hands 500 messages to two receivers at concurrency 16: none lost, none twice', async () => {
        const sent = Array.from({ length: 500 }, () => newMessage());
        const handled: ServiceBusReceivedMessage[] = [];
        const errors: unknown[] = [];
        const receivers = [bus.newReceiver(), bus.newReceiver()];
        let atOnce = 0;
        let mostAtOnce = 0;

        await new Promise<void>((resolve, reject) => {
            for (const receiver of receivers) {
                const processMessage = async (message: ServiceBusReceivedMessage) => {
                    mostAtOnce = Math.max(mostAtOnce, ++atOnce);
                    await new Promise((resume) => setImmediate(resume));
                    atOnce -= 1;
                    handled.push(message);
                    if (handled.length === sent.length) resolve();
                };
                const processError = ({ error }: { error: unknown }) => {
                    errors.push(error);
                    return Promise.resolve();
                };
                receiver.subscribe({ processMessage, processError }, { maxConcurrentCalls: 16 });
            }
            bus.sender.sendMessages(sent).catch(reject);
        });
        await Promise.all(receivers.map((receiver) => receiver.close()));

        const ids = handled.map(({ messageId }) => messageId);
        expect(new Set(ids)).toEqual(new Set(sent.map(({ messageId }) => messageId)));
        expect(ids).toHaveLength(500);
        expect(errors).toEqual([]);
        expect(mostAtOnce).toBeGreaterThan(1);
        expect(mostAtOnce).toBeLessThanOrEqual(32);
        expect(await receiveWhatIsThere(bus.receiver)).toEqual([]);
    });

    it('lets a receiver be closed and another take its place', async () => {
        await bus.sender.sendMessages([newMessage({ body: 'one' }), newMessage({ body: 'two' })]);
        const bodies: string[] = [];
        for (let round = 0; round < 2; round += 1) {
            const receiver = bus.newReceiver();
            const message = await receiveOne(receiver);
            bodies.push(String(message.body));
            await receiver.completeMessage(message);
            await receiver.close();
        }

        expect(bodies).toEqual(['one', 'two']);
    });

    it('shows active, locked, deferred and scheduled messages to who peeks, and changes none', async () => {
        await bus.sender.sendMessages(['locked', 'deferred', 'active'].map((body) => newMessage({ body })));
        const [locked, deferred] = await receive(bus.receiver, 2);
        if (locked === undefined || deferred === undefined) throw new Error('two messages were received');
        await bus.receiver.deferMessage(deferred);
        await bus.sender.scheduleMessages(newMessage({ body: 'scheduled' }), new Date(Date.now() + 600_000));

        const peeked = await bus.receiver.peekMessages(10);
        const firstAgain = await bus.newReceiver().peekMessages(1, {
            ...(peeked[0]?.sequenceNumber === undefined ? {} : { fromSequenceNumber: peeked[0].sequenceNumber }),
        });

        expect(peeked.map(({ body, state, lockToken }) => [String(body), state, lockToken])).toEqual([
            ['locked', 'active', undefined],
            ['deferred', 'deferred', undefined],
            ['active', 'active', undefined],
            ['scheduled', 'scheduled', undefined],
        ]);
        expect(firstAgain.map(({ body }) => String(body))).toEqual(['locked']);
        expect(await receiveWhatIsThere(bus.receiver)).toMatchObject([{ deliveryCount: 0, state: 'active' }]);
        await bus.receiver.completeMessage(locked);
    });
});
