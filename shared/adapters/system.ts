import { randomBytes } from 'node:crypto';
import type { Clock, Random } from '../ports/clock.ts';

export const systemClock: Clock = { now: () => new Date() };

export const systemRandom: Random = {
    fraction: () => Math.random(),
    bytes: (count) => randomBytes(count),
};
