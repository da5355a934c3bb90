import { cancelScheduled } from '../../../local/servicebus/queue/enqueue.ts';
import { passTime } from '../../../local/servicebus/queue/pass-time.ts';
import { nextDue, type Queue, type QueuedMessage } from '../../../local/servicebus/queue/queue.ts';
import { peek, receiveDeferred, receiveNext } from '../../../local/servicebus/queue/receive.ts';
import { renewLocks, settle } from '../../../local/servicebus/queue/settle.ts';
import { heldBy, queueOnClock } from './queue-state.ts';

const EMPTY = { messages: 0, ready: 0, agenda: 0, locks: 0, history: 0 };

const lockNext = (queue: Queue): QueuedMessage & { lock: { token: string; until: number } } => {
    const message = receiveNext(queue, 'peek-lock');
    if (message?.lock === undefined) throw new Error('there is nothing to receive');
    return { ...message, lock: message.lock };
};

const ids = (messages: readonly QueuedMessage[]): string[] => messages.map(({ messageId }) => messageId);

/* The state machine of a queue, on a clock of the test's own: Azure's times are too long to wait for. */
describe('a queue', () => {
    it('ends a lock at the very millisecond, not before', () => {
        const at = queueOnClock({ lockMs: 60_000 });
        at.send('a');
        const first = lockNext(at.queue);

        at.time += 59_999;
        const early = receiveNext(at.queue, 'peek-lock');
        at.time += 1;
        const late = settle(at.queue, first.lock.token, { kind: 'complete' });
        const second = lockNext(at.queue);

        expect(early).toBeUndefined();
        expect(late).toBe('lock-lost');
        expect(second).toMatchObject({ messageId: 'a', deliveryCount: 1 });
        expect(second.lock.token).not.toBe(first.lock.token);
    });

    it('counts a renewed lock from the time of renewing', () => {
        const at = queueOnClock({ lockMs: 60_000 });
        at.send('a');
        const { lock } = lockNext(at.queue);
        at.time += 50_000;

        const renewed = renewLocks(at.queue, [lock.token]);
        at.time += 59_999;

        expect(renewed).toEqual([lock.until + 50_000]);
        expect(settle(at.queue, lock.token, { kind: 'complete' })).toBe('settled');
    });

    it('renews all of several locks or none', () => {
        const at = queueOnClock();
        at.send('a');
        const { lock } = lockNext(at.queue);
        at.time += 1000;

        expect(renewLocks(at.queue, [lock.token, 'unknown'])).toBeUndefined();
        expect(nextDue(at.queue)).toBe(lock.until);
    });

    it('forgets message IDs when the window is over', () => {
        const at = queueOnClock({ duplicateWindowMs: 30 * 60_000 });
        at.send('a');

        at.time += 30 * 60_000 - 1;
        at.send('a');
        const within = at.queue.messages.size;
        at.time += 1;
        at.send('a');

        expect(within).toBe(1);
        expect(at.queue.messages.size).toBe(2);
    });

    it('lets the first of two duplicates set the window, so that a repeated one comes through in the end', () => {
        const at = queueOnClock({ duplicateWindowMs: 1000 });
        for (let sent = 0; sent < 5; sent += 1) {
            at.send('a');
            at.time += 400;
        }

        expect(at.queue.messages.size).toBe(2);
    });

    it('begins the time to live of a scheduled message when it is enqueued', () => {
        const at = queueOnClock({ timeToLiveMs: 1000, deadLetterOnExpiry: true });
        at.send('a', { scheduledFor: at.time + 5000 });

        at.time += 5999;
        const alive = peek(at.queue, 0, 10);
        at.time += 1;
        passTime(at.queue);

        // Nobody looked in between, so it was enqueued late: when its time had long come.
        expect(ids(alive)).toEqual(['a']);
        expect(alive[0]?.state).toBe('active');
        expect(ids([...at.queue.messages.values()])).toEqual(['a']);
        at.time += 999;
        passTime(at.queue);
        expect(ids([...at.deadLetters.messages.values()])).toEqual(['a']);
    });

    it('activates what is scheduled for one time in the order of sending', () => {
        const at = queueOnClock();
        const when = at.time + 1000;
        for (const id of ['a', 'b', 'c', 'd', 'e']) at.send(id, { scheduledFor: when });
        at.send('now');

        at.time = when;
        const received = Array.from({ length: 6 }, () => lockNext(at.queue));

        expect(ids(received)).toEqual(['now', 'a', 'b', 'c', 'd', 'e']);
        expect(received.map(({ sequenceNumber }) => sequenceNumber)).toEqual([6, 7, 8, 9, 10, 11]);
    });

    it('takes all of several scheduled messages back or none', () => {
        const at = queueOnClock();
        const first = at.send('a', { scheduledFor: at.time + 1000 });
        const second = at.send('b', { scheduledFor: at.time + 2000 });

        at.time += 1000;
        const both = cancelScheduled(at.queue, [first, second]);
        const rest = cancelScheduled(at.queue, [second]);

        expect([both, rest]).toEqual([false, true]);
        expect(ids(peek(at.queue, 0, 10))).toEqual(['a']);
    });

    it('lets a message outlive its time while it is locked, and expires it when it is given back', () => {
        const at = queueOnClock({ deadLetterOnExpiry: true });
        at.send('a', { timeToLiveMs: 1000 });
        const { lock } = lockNext(at.queue);
        at.time += 5000;
        passTime(at.queue);
        const meanwhile = at.deadLetters.messages.size;

        settle(at.queue, lock.token, { kind: 'abandon', properties: {} });

        const [dead] = peek(at.deadLetters, 0, 10);
        expect(meanwhile).toBe(0);
        expect(dead?.changedProperties).toMatchObject({ DeadLetterReason: 'TTLExpiredException' });
    });

    it('drops what expires where the queue does not dead-letter it, deferred or not', () => {
        const at = queueOnClock({ deadLetterOnExpiry: false, timeToLiveMs: 1000 });
        at.send('a');
        at.send('b');
        settle(at.queue, lockNext(at.queue).lock.token, { kind: 'defer', properties: {} });

        at.time += 1000;
        passTime(at.queue);

        expect(heldBy(at.queue)).toEqual(EMPTY);
        expect(heldBy(at.deadLetters)).toEqual(EMPTY);
    });

    it('gives deferred messages to one receiver at a time, all that are asked for or none', () => {
        const at = queueOnClock();
        const numbers = ['a', 'b'].map((id) => {
            at.send(id);
            const message = lockNext(at.queue);
            settle(at.queue, message.lock.token, { kind: 'defer', properties: {} });
            return message.sequenceNumber;
        });

        const one = receiveDeferred(at.queue, numbers.slice(0, 1), 'peek-lock');
        const both = receiveDeferred(at.queue, numbers, 'peek-lock');
        at.time += 60_000;
        const later = receiveDeferred(at.queue, numbers, 'receive-and-delete');

        expect(ids(one ?? [])).toEqual(['a']);
        expect(both).toBeUndefined();
        expect(later?.map(({ messageId, deliveryCount }) => [messageId, deliveryCount])).toEqual([
            ['a', 2],
            ['b', 1],
        ]);
        expect(heldBy(at.queue)).toEqual(EMPTY);
    });

    it('does not count a delivery that is released', () => {
        const at = queueOnClock();
        at.send('a');

        settle(at.queue, lockNext(at.queue).lock.token, { kind: 'release' });

        expect(lockNext(at.queue).deliveryCount).toBe(0);
    });

    it('keeps nothing of 1,000 messages that are done with', () => {
        const at = queueOnClock({ duplicateWindowMs: 10_000, timeToLiveMs: 14 * 86_400_000, maxDeliveryCount: 2 });
        for (let index = 0; index < 1000; index += 1) {
            at.send(`m${index}`, index % 5 === 0 ? { scheduledFor: at.time + 500 } : {});
        }
        at.time += 500;
        for (let round = 0; at.queue.ready.size > 0; round += 1) {
            const { lock } = lockNext(at.queue);
            const kind = (['complete', 'abandon', 'dead-letter'] as const)[round % 3] ?? 'complete';
            settle(at.queue, lock.token, { kind, properties: {} });
        }
        const dead = at.deadLetters.messages.size;
        while (receiveNext(at.deadLetters, 'receive-and-delete') !== undefined);

        at.time += 10_000;
        passTime(at.queue);

        expect(dead).toBeGreaterThan(300);
        expect(heldBy(at.queue)).toEqual(EMPTY);
        expect(heldBy(at.deadLetters)).toEqual(EMPTY);
        expect(nextDue(at.queue)).toBeUndefined();
    });

    it('has nothing due when nothing can happen by itself', () => {
        const at = queueOnClock();
        at.send('a');

        expect(nextDue(at.queue)).toBeUndefined();
    });
});
