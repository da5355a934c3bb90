import { createDispatcher, type Dispatcher } from '../../../local/servicebus/dispatcher.ts';
import { queueOnClock } from './queue-state.ts';

const DAY = 86_400_000;

describe('a dispatcher', () => {
    let dispatcher: Dispatcher;
    afterEach(() => dispatcher.close());

    it('notices by itself, within seconds, that the clock was set', async () => {
        const at = queueOnClock();
        dispatcher = createDispatcher(at.queue);
        const delivered = new Promise<string>((resolve) => {
            dispatcher.add({
                mode: 'receive-and-delete',
                credit: () => 1,
                deliver: ({ messageId }) => resolve(messageId),
            });
        });
        at.send('later', { scheduledFor: at.time + DAY });
        // Whatever the sending itself has set off is done by then.
        await new Promise((resume) => setImmediate(resume));

        at.time += DAY;

        expect(await delivered).toBe('later');
    });

    it('hands messages to its consumers in turn, and to none more than it has credit for', () => {
        const at = queueOnClock();
        dispatcher = createDispatcher(at.queue);
        const received: [string, string][] = [];
        for (const [name, limit] of [
            ['one', 1],
            ['three', 3],
            ['two', 2],
        ] as const) {
            let credit: number = limit;
            const deliver = ({ messageId }: { messageId: string }) => {
                credit -= 1;
                received.push([name, messageId]);
            };
            dispatcher.add({ mode: 'peek-lock', credit: () => credit, deliver });
        }
        for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) at.send(id);

        dispatcher.dispatch();

        expect(received).toEqual([
            ['one', 'a'],
            ['three', 'b'],
            ['two', 'c'],
            ['three', 'd'],
            ['two', 'e'],
            ['three', 'f'],
        ]);
        expect(at.queue.ready.size).toBe(1);
    });
});
