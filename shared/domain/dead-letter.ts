import { createHash } from 'node:crypto';

/** A message that could not be done, joined with the reason. */
export interface DeadLetter {
    /** Stable for the same message: a redelivered one is recorded once. */
    id: string;
    queue: string;
    messageId: string;
    /** A word for scripts: `invalid-message`, `gave-up`, … */
    reason: string;
    /** A sentence for people. */
    detail: string;
    /** What the message was about, where it could be read; never its content. */
    about: { inviteId?: string; mail?: string; reportId?: string; runId?: string; tenantId?: string } | null;
    deadLetteredAt: string;
    /** When somebody had it done again. */
    retriedAt: string | null;
}

/** The form of an ID. */
export const DEAD_LETTER_ID = /^d\d{13}-[0-9a-f]{16}$/;

/**
 * The ID of a dead letter: the same for the same message; IDs sort newest first.
 *
 * @param since when the message came into its queue, which stays the same however often it is delivered
 */
export function deadLetterId(queue: string, messageId: string, since: Date): string {
    const newestFirst = String(9_999_999_999_999 - since.getTime()).padStart(13, '0');
    return `d${newestFirst}-${createHash('sha256').update(`${queue}|${messageId}`).digest('hex').slice(0, 16)}`;
}
