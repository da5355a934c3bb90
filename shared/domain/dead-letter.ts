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
    about: { inviteId?: string; mail?: string; runId?: string; tenantId?: string } | null;
    deadLetteredAt: string;
    /** When somebody had it done again. */
    retriedAt: string | null;
}

/** The ID of a dead letter: the same for the same message; IDs sort newest first. */
export function deadLetterId(queue: string, messageId: string, deadLetteredAt: Date): string {
    const newestFirst = String(9_999_999_999_999 - deadLetteredAt.getTime()).padStart(13, '0');
    return `d${newestFirst}-${createHash('sha256').update(`${queue}|${messageId}`).digest('hex').slice(0, 16)}`;
}
