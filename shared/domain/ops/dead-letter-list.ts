import type { DeadLetter } from '../dead-letter.ts';
import type { OpsPage } from './looked.ts';

export interface DeadLettersQuery {
    cursor?: string | undefined;
}

/** Newest first. */
export interface DeadLettersPage extends OpsPage<DeadLetter> {
    waiting: WaitingLetters;
}

/** Those that nobody had done again yet; `isComplete` is false where there are so many at least. */
export interface WaitingLetters {
    count: number;
    isComplete: boolean;
}
