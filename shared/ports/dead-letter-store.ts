import type { DeadLetter } from '../domain/dead-letter.ts';
import type { Page, Stored } from './store.ts';

export interface DeadLetterStore {
    /** Keeps why a message was given up, until the message itself comes through the dead-letter queue. */
    recordReason(queue: string, messageId: string, reason: { reason: string; detail: string }): Promise<void>;
    reasonOf(queue: string, messageId: string): Promise<{ reason: string; detail: string } | undefined>;
    /** Records the dead letter; one that is there already stays as it is. */
    add(letter: DeadLetter): Promise<void>;
    get(id: string): Promise<Stored<DeadLetter> | undefined>;
    replace(stored: Stored<DeadLetter>, next: DeadLetter): Promise<'written' | 'conflict'>;
    /** Forgets the reason once it is joined with its message. */
    forgetReason(queue: string, messageId: string): Promise<void>;
    delete(id: string): Promise<void>;
    /** IDs of those whose message came into its queue before this time, at most `most`. */
    olderThan(before: Date, most: number): Promise<string[]>;
    /** Newest first. */
    list(page: { limit: number; continuation?: string | undefined }): Promise<Page<DeadLetter>>;
}
