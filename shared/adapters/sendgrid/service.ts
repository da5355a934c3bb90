import { Client } from '@sendgrid/client';
import { MailService } from '@sendgrid/mail';
import type { Config } from '../../config.ts';

/** A request has to end well before the claim on the mail does; in ms. */
const TIMEOUT_MS = 20_000;

/** SendGrid's own client, as the settings say. */
export function openService(config: Config): MailService {
    const client = new Client();
    client.setApiKey(config.mail.apiKey);
    client.setDefaultRequest('baseUrl', `${config.mail.baseUrl}/`);
    const service = new MailService();
    service.setClient(client);
    service.setTimeout(TIMEOUT_MS);
    return service;
}
