import { failureCode, newMessage, receiveOne, receiveWhatIsThere, useBus } from './bus-under-test.ts';

/* How long a receiver holds a message. */
describe('Service Bus: locking', () => {
    const bus = useBus({ lockDuration: 'PT2S' });

    it('gives a message to nobody else while it is locked, and to the next when the lock runs out', async () => {
        await bus.sender.sendMessages(newMessage());
        const first = await receiveOne(bus.receiver);

        const meanwhile = await bus.newReceiver().receiveMessages(1, { maxWaitTimeInMs: 300 });
        const second = await receiveOne(bus.newReceiver());
        const late = await failureCode(bus.receiver.completeMessage(first));

        expect(meanwhile).toEqual([]);
        expect(second).toMatchObject({ messageId: first.messageId, deliveryCount: 1 });
        expect(second.lockedUntilUtc?.getTime()).toBeGreaterThan(first.lockedUntilUtc?.getTime() ?? Infinity);
        expect(late).toBe('MessageLockLost');
        await bus.receiver.completeMessage(second);
    });

    it('holds a message for as long as its lock is renewed', async () => {
        await bus.sender.sendMessages(newMessage());
        const message = await receiveOne(bus.receiver);
        const firstEnd = message.lockedUntilUtc?.getTime() ?? Infinity;
        const other = bus.newReceiver();
        const strays: unknown[] = [];

        for (let end = firstEnd; end < firstEnd + 1500;) {
            strays.push(...(await other.receiveMessages(1, { maxWaitTimeInMs: 100 })));
            const renewed = await bus.receiver.renewMessageLock(message);
            expect(renewed.getTime()).toBeGreaterThan(end);
            end = renewed.getTime();
        }
        await bus.receiver.completeMessage(message);

        expect(strays).toEqual([]);
        expect(await receiveWhatIsThere(bus.receiver)).toEqual([]);
    });

    it('renews for a subscriber, by itself, for as long as it is told to', async () => {
        const message = newMessage();
        const seen: (number | undefined)[] = [];
        const subscriber = bus.newReceiver({ maxAutoLockRenewalDurationInMs: 60_000 });
        const watcher = bus.newReceiver();

        await new Promise<void>((resolve, reject) => {
            subscriber.subscribe({
                processMessage: async ({ deliveryCount, lockedUntilUtc }) => {
                    seen.push(deliveryCount);
                    const firstEnd = lockedUntilUtc?.getTime() ?? Infinity;
                    while (Date.now() < firstEnd + 500) {
                        const strays = await watcher.receiveMessages(1, { maxWaitTimeInMs: 100 });
                        if (strays.length > 0) reject(new Error('the message was given out a second time'));
                    }
                    resolve();
                },
                processError: ({ error }) => {
                    reject(error);
                    return Promise.resolve();
                },
            });
            bus.sender.sendMessages(message).catch(reject);
        });
        await subscriber.close();

        expect(seen).toEqual([0]);
        expect(await receiveWhatIsThere(bus.receiver)).toEqual([]);
    });

    it('has no lock left to renew once a message is settled', async () => {
        await bus.sender.sendMessages(newMessage());
        const message = await receiveOne(bus.receiver);
        await bus.receiver.completeMessage(message);

        expect(await failureCode(bus.receiver.renewMessageLock(message))).toBe('MessageLockLost');
    });

    it('counts a delivery whose lock runs out towards the limit', async () => {
        await bus.sender.sendMessages(newMessage());
        await bus.receiver.abandonMessage(await receiveOne(bus.receiver));
        await bus.receiver.abandonMessage(await receiveOne(bus.receiver));
        await receiveOne(bus.receiver);

        const dead = await receiveOne(bus.deadLetters);

        expect(dead).toMatchObject({ deadLetterReason: 'MaxDeliveryCountExceeded', deliveryCount: 3 });
        await bus.deadLetters.completeMessage(dead);
    });

    it.each([
        ['completed', (message) => bus.newReceiver().completeMessage(message), undefined],
        ['abandoned', (message) => bus.newReceiver().abandonMessage(message, { by: 'request' }), undefined],
        ['dead-lettered', (message) => bus.newReceiver().deadLetterMessage(message, REASON), 'gone'],
    ] as [string, (message: Received) => Promise<void>, string | undefined][])(
        'lets a message be %s after the link it came on is closed',
        async (outcome, settle, reason) => {
            const receiver = bus.newReceiver();
            await bus.sender.sendMessages(newMessage());
            const message = await receiveOne(receiver);
            await receiver.close();

            await settle(message);

            const left = await receiveWhatIsThere(bus.receiver);
            const dead = await receiveWhatIsThere(bus.deadLetters);
            expect(
                left.map(({ deliveryCount, applicationProperties }) => [deliveryCount, applicationProperties]),
            ).toEqual(outcome === 'abandoned' ? [[1, { by: 'request' }]] : []);
            expect(dead.map(({ deadLetterReason }) => deadLetterReason)).toEqual(reason === undefined ? [] : [reason]);
        },
    );
});

const REASON = { deadLetterReason: 'gone', deadLetterErrorDescription: 'The link was closed.' };
type Received = Awaited<ReturnType<typeof receiveOne>>;
