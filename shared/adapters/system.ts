import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Clock, Pause, Random } from '../ports/clock.ts';

export const systemClock: Clock = { now: () => new Date() };

export const systemRandom: Random = {
    fraction: () => Math.random(),
    bytes: (count) => randomBytes(count),
};

export const systemPause: Pause = (ms) => setTimeout(ms);
