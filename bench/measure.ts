/** One thing that is measured, beside the least that it could cost. */
export interface Measure {
    name: string;
    unit: string;
    higherIsBetter: boolean;
    /** Rounds that count, after those that only warm up: many short ones tell more than a few long ones. */
    rounds: number;
    /** One round of the real thing, in `unit`. */
    value: () => Promise<number>;
    /** One round of what it cannot do without, in `unit`. */
    floor: () => Promise<number>;
}

export interface Result {
    name: string;
    unit: string;
    value: number;
    floor: number;
    /** 1 is as good as the floor, 0.5 twice its cost. */
    ratio: number;
    higherIsBetter: boolean;
}

/** Rounds thrown away: code is compiled, connections are opened, caches are filled. */
export const WARM_UP_ROUNDS = 5;

/** The middle one, or the mean of the two in the middle. */
export const median = (numbers: readonly number[]): number => {
    const sorted = numbers.toSorted((one, other) => one - other);
    const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
    if (middle.length === 0) throw new Error('The median of nothing.');
    return middle.reduce((sum, each) => sum + each, 0) / middle.length;
};

/** How near to the floor a value comes, whichever way is better. */
export const ratioOf = (value: number, floor: number, higherIsBetter: boolean): number =>
    higherIsBetter ? value / floor : floor / value;

/** Value and floor by turns, each first in every other round, so that whatever slows the machine down slows both. */
export const measure = async ({ name, unit, higherIsBetter, rounds, ...run }: Measure): Promise<Result> => {
    const values: number[] = [];
    const floors: number[] = [];
    for (let round = 0; round < WARM_UP_ROUNDS + rounds; round += 1) {
        if (round % 2 === 0) values.push(await run.value());
        floors.push(await run.floor());
        if (round % 2 === 1) values.push(await run.value());
    }
    const value = median(values.slice(WARM_UP_ROUNDS));
    const floor = median(floors.slice(WARM_UP_ROUNDS));
    return { name, unit, value, floor, ratio: ratioOf(value, floor, higherIsBetter), higherIsBetter };
};
