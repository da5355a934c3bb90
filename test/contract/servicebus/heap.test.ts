import { createHeap, type HeapEntry } from '../../../local/servicebus/queue/heap.ts';

/** Repeatable numbers from 0 to below `limit`. */
const numbers = (seed: number) => {
    let state = seed;
    return (limit: number): number => {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        return Math.floor((state / 2_147_483_648) * limit);
    };
};

describe('a heap', () => {
    it.each([1, 2, 3, 4, 5])('keeps order through any mix of pushing and removing (seed %i)', (seed) => {
        const random = numbers(seed);
        const heap = createHeap<string>();
        const held: HeapEntry<string>[] = [];

        for (let step = 0; step < 2000; step += 1) {
            if (random(3) > 0 || held.length === 0) {
                held.push(heap.push(random(50), `value ${step}`));
            } else {
                const [entry] = held.splice(random(held.length), 1);
                if (entry !== undefined) heap.remove(entry);
                if (entry !== undefined) heap.remove(entry);
            }
        }
        const inOrder: string[] = [];
        for (let first = heap.first(); first !== undefined; first = heap.first()) {
            inOrder.push(first.value);
            heap.remove(first);
        }

        const expected = held.sort((a, b) => a.key - b.key || a.order - b.order).map(({ value }) => value);
        expect(expected.length).toBeGreaterThan(100);
        expect(inOrder).toEqual(expected);
        expect(heap.size).toBe(0);
    });
});
