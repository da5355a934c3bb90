/** A mail of an invite. */
export interface InviteMailMessage {
    kind?: undefined;
    inviteId: string;
    mail: string;
    attempt: number;
}

/** A report that was asked for. */
export interface ReportMessage {
    kind: 'report';
    reportId: string;
    attempt: number;
}

/** What the message IDs and bodies of the three queues are made of. A body carries IDs alone, never content or authority. */
export interface QueueMessages {
    'outbound-mail': InviteMailMessage | ReportMessage;
    'attach-requests': { inviteId: string; generation: number; attempt: number };
    'audit-tenants': { runId: string; tenantId: string; attempt: number };
}

export type QueueName = keyof QueueMessages;

export interface SendOptions {
    messageId: string;
    notBefore?: Date | undefined;
    trace?: string | null | undefined;
}

export interface Queue<Body> {
    /**
     * Sends one message.
     *
     * @param messageId `entity:generation:attempt`; a repeat within the broker's window is dropped
     * @param notBefore delivered at this time at the earliest; at once where absent
     * @param trace the `traceparent` that goes along with it
     * @throws UnavailableError where the broker cannot be reached
     */
    send(body: Body, options: SendOptions): Promise<void>;
}
