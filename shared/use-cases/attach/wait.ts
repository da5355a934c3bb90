import type { Clock } from '../../ports/clock.ts';

/** Something has to be waited for that is no failure: a lease, a change that does not show yet, ARM's own word. */
export class Wait extends Error {
    readonly until: Date;

    constructor(until: Date) {
        super('not yet');
        this.name = 'Wait';
        this.until = until;
    }
}

/** While another function holds a lease, a second or two; in ms. */
export const LEASE_WAIT_MS = 1_000;

export const after = (clock: Clock, ms: number): Date => new Date(clock.now().getTime() + ms);
