import type { MailState } from './mail-context.ts';
import type { WebhookRequest } from './webhook.ts';

/** A call of the event webhook and what was said to it. */
export interface WebhookCall {
    request: WebhookRequest;
    response: { status: number; body: string };
}

/**
 * Calls an event webhook once, signed.
 *
 * @param at the time in the signature
 * @throws when nothing answers at the address
 */
export const postEvents = async (
    { signer, record, now }: MailState,
    url: string,
    events: readonly object[],
    at: Date,
): Promise<WebhookCall> => {
    const request = signer.sign(events, at);
    const answer = await fetch(url, {
        method: 'POST',
        headers: request.headers,
        body: request.body,
        redirect: 'manual',
    });
    const response = { status: answer.status, body: await answer.text() };
    record?.({
        service: 'mail',
        at: now().toISOString(),
        request: { method: 'POST', url, ...request },
        response: { ...response, headers: Object.fromEntries(answer.headers.entries()) },
    });
    return { request, response };
};
