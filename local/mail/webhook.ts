import { generateKeyPairSync, sign } from 'node:crypto';

/** A request as the event webhook makes it. */
export interface WebhookRequest {
    headers: Record<string, string>;
    body: string;
}

/** Signs as SendGrid's signed event webhook does. */
export interface WebhookSigner {
    /** Base64 of the DER SubjectPublicKeyInfo, as SendGrid shows it. */
    publicKey: string;
    /** The signed request for some events. */
    sign(events: readonly object[], at: Date): WebhookRequest;
}

/** A signer with a new P-256 key. */
export const createWebhookSigner = (): WebhookSigner => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return {
        publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
        sign(events, at) {
            // SendGrid's own line ends: a receiver that parses and prints again before it verifies fails on them.
            const body = `[${events.map((event) => JSON.stringify(event)).join(',\r\n')}]\r\n`;
            const timestamp = String(Math.floor(at.getTime() / 1000));
            return {
                headers: {
                    'content-type': 'application/json',
                    'user-agent': 'SendGrid Event API',
                    'x-twilio-email-event-webhook-signature': sign(
                        'sha256',
                        Buffer.from(timestamp + body),
                        privateKey,
                    ).toString('base64'),
                    'x-twilio-email-event-webhook-timestamp': timestamp,
                },
                body,
            };
        },
    };
};
