import { measure, median, ratioOf, WARM_UP_ROUNDS } from '../../../bench/measure.ts';

/** Gives one number after the other and notes who was asked. */
const sequence = (numbers: readonly number[], asked: string[], who: string) => {
    const left = [...numbers];
    return () => {
        asked.push(who);
        const next = left.shift();
        if (next === undefined) throw new Error(`${who} was asked too often`);
        return Promise.resolve(next);
    };
};

const warmUp = Array.from({ length: WARM_UP_ROUNDS }, () => 1_000_000);

describe('the median', () => {
    it.each([
        ['one number', [7], 7],
        ['an odd count, whatever the order', [30, 1, 2], 2],
        ['an even count: the mean of the two in the middle', [100, 1, 4, 2], 3],
        ['numbers that sort otherwise than their text', [9, 10, 100], 10],
    ])('of %s', (_what, numbers, expected) => {
        expect(median(numbers)).toBe(expected);
    });

    it('leaves the numbers in their order', () => {
        const numbers = [3, 1, 2];

        median(numbers);

        expect(numbers).toEqual([3, 1, 2]);
    });

    it('of nothing is refused', () => {
        expect(() => median([])).toThrow('nothing');
    });
});

describe('the ratio', () => {
    it('of a rate is value by floor', () => {
        expect(ratioOf(50, 200, true)).toBe(0.25);
    });

    it('of a duration is floor by value', () => {
        expect(ratioOf(200, 50, false)).toBe(0.25);
    });

    it('is above 1 where the value is better than the floor', () => {
        expect(ratioOf(300, 200, true)).toBe(1.5);
        expect(ratioOf(200, 300, false)).toBe(1.5);
    });
});

describe('a measurement', () => {
    it('takes value and floor in every round, each first in every other one', async () => {
        const asked: string[] = [];
        const count = WARM_UP_ROUNDS + 2;

        await measure({
            name: 'some',
            unit: 'ms',
            higherIsBetter: false,
            rounds: 2,
            value: sequence(Array<number>(count).fill(1), asked, 'value'),
            floor: sequence(Array<number>(count).fill(1), asked, 'floor'),
        });

        expect(asked).toEqual(
            Array.from({ length: count }, (_, round) =>
                round % 2 === 0 ? ['value', 'floor'] : ['floor', 'value'],
            ).flat(),
        );
    });

    it('is the medians of the rounds behind the warm-up, and their ratio', async () => {
        const result = await measure({
            name: 'some',
            unit: 'things/s',
            higherIsBetter: true,
            rounds: 3,
            value: sequence([...warmUp, 10, 90, 20], [], 'value'),
            floor: sequence([...warmUp, 80, 40, 1], [], 'floor'),
        });

        expect(result).toEqual({
            name: 'some',
            unit: 'things/s',
            value: 20,
            floor: 40,
            ratio: 0.5,
            higherIsBetter: true,
        });
    });

    it('that fails in one round fails', async () => {
        const failing = measure({
            name: 'some',
            unit: 'ms',
            higherIsBetter: false,
            rounds: 1,
            value: () => Promise.resolve(1),
            floor: () => Promise.reject(new Error('the floor fell in')),
        });

        await expect(failing).rejects.toThrow('the floor fell in');
    });
});
