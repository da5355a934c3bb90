import type { Measure } from '../measure.ts';
import type { Stack } from '../stack.ts';

/** Makes ready what one round needs; the round itself gives what was measured. */
export type MakeRound = (stack: Stack) => Promise<() => Promise<number>>;

/** The app, and the bare one that does the same job by the same calls and nothing else: see `bench/bare`. */
export interface Pair {
    app: Stack;
    bare: Stack;
}

/** The same round on either side. */
export const beside = async (
    pair: Pair,
    measure: Omit<Measure, 'value' | 'floor'>,
    make: MakeRound,
): Promise<Measure> => ({ ...measure, value: await make(pair.app), floor: await make(pair.bare) });
