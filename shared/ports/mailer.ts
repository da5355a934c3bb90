import type { MailKind } from '../domain/invite.ts';

/** A file that goes along with a mail. */
export interface Attachment {
    filename: string;
    /** Media type, without parameters. */
    type: string;
    content: Buffer;
}

/** In bytes, all attachments of a mail together: in base64, with the mail around it, that is what SendGrid takes. */
export const MOST_ATTACHED = 20 * 1024 * 1024;

export interface OutgoingMail {
    to: readonly string[];
    subject: string;
    html: string;
    text: string;
    /** Where the mail program lets its reader stop such mails by one click (RFC 8058); undefined for mails to ourselves. */
    unsubscribe?: string | undefined;
    /** Come back with the mail service's events. */
    about: { inviteId: string; kind: MailKind; generation: number } | { kind: 'report'; reportId: string };
    attachments?: readonly Attachment[];
}

/** What became of a mail. */
export type MailResult =
    | { kind: 'accepted' }
    /** The address is refused: it will never do. */
    | { kind: 'bad-address'; detail: string }
    /** The mail itself is refused: our bug. */
    | { kind: 'refused'; detail: string }
    /** Throttled, down, or our key is refused: worth another try; `maybeTaken` where nothing was answered. */
    | { kind: 'later'; detail: string; retryAfterMs?: number | undefined; maybeTaken?: boolean };

export interface Mailer {
    send(mail: OutgoingMail): Promise<MailResult>;
    /** Whether the mail service would take a mail from us now; sends nothing. */
    check(): Promise<MailResult>;
}
