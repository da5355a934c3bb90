import { app } from '@azure/functions';
import { AppError } from '../shared/domain/errors.ts';
import { MAIL_EVENTS_BODY, readMailEvents, requireSignature } from '../shared/http/mail-events.ts';
import { readBytes } from '../shared/http/parse.ts';
import { httpHandler } from '../shared/http/route.ts';
import type { Handler } from '../shared/http/route.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { InviteStore } from '../shared/ports/invite-store.ts';
import type { Mailboxes } from '../shared/ports/mailboxes.ts';
import type { ShortLived } from '../shared/ports/short-lived.ts';
import { takeMailEvents } from '../shared/use-cases/mail/take-mail-events.ts';

export interface MailEventsDependencies {
    webhookPublicKey: string | undefined;
    invites: InviteStore;
    mailboxes: Mailboxes;
    shortLived: ShortLived;
    clock: Clock;
}

/** `POST /api/mail-events`: SendGrid's event webhook; the signature is the credential. */
export const postMailEvents =
    (deps: MailEventsDependencies): Handler =>
    async (request, { log }) => {
        // Without a key nothing can be believed; SendGrid tries again for a day, time enough to set one.
        if (deps.webhookPublicKey === undefined) {
            log.error('SENDGRID_WEBHOOK_PUBLIC_KEY is not set: mail events cannot be taken');
            throw new AppError('unavailable', 'Mail events are not set up.');
        }
        const body = await readBytes(request, MAIL_EVENTS_BODY);
        const signature = request.headers.get('x-twilio-email-event-webhook-signature');
        const timestamp = request.headers.get('x-twilio-email-event-webhook-timestamp');
        requireSignature(deps.webhookPublicKey, { signature, timestamp, body }, deps.clock.now());
        await takeMailEvents(deps, readMailEvents(body));
        return { status: 200 };
    };

export const registerMailEventsPost = (deps: MailEventsDependencies): void =>
    app.http('mail-events-post', {
        methods: ['POST'],
        route: 'mail-events',
        authLevel: 'anonymous',
        handler: httpHandler(postMailEvents(deps)),
    });
