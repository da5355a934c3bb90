import { MailService } from '@sendgrid/mail';
import type { ClientResponse, MailDataRequired } from '@sendgrid/mail';
import { z } from 'zod';
import { LOCAL_API_KEY, startMail, type LocalMail } from '../../../local/mail/index.ts';

/** What SendGrid said, whether it took the mail or not. */
export interface Answer {
    status: number;
    headers: Record<string, string>;
    body: unknown;
}

const refusal = z.object({
    response: z.object({ headers: z.custom<object>((headers) => typeof headers === 'object'), body: z.unknown() }),
    code: z.int(),
});

const answerOf = (status: number, headers: object, body: unknown): Answer => ({
    status,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])),
    body,
});

/** SendGrid's real client, pointed at a base URL. */
export const createClient = (baseUrl: string, apiKey: string): MailService => {
    const service = new MailService();
    service.setApiKey(apiKey);
    // The types do not show it, but the service hands out its client.
    const { client } = service as unknown as { client: { setDefaultRequest(key: string, value: string): void } };
    client.setDefaultRequest('baseUrl', baseUrl);
    return service;
};

/** Sends through the real client; a refusal is an answer too. */
export const send = async (service: MailService, mail: MailDataRequired): Promise<Answer> => {
    try {
        const [response]: [ClientResponse, unknown] = await service.send(mail);
        return answerOf(response.statusCode, response.headers as object, response.body);
    } catch (error) {
        const { response, code } = refusal.parse(error);
        return answerOf(code, response.headers, response.body);
    }
};

/** SendGrid, or the double when no `SENDGRID_CONTRACT_KEY` is given. */
export interface MailEnvironment {
    baseUrl: string;
    apiKey: string;
    close: () => Promise<void>;
}

/** The service that the suite is held against; `SENDGRID_CONTRACT_FROM` is a verified sender of the real one. */
export const startEnvironment = async (): Promise<MailEnvironment> => {
    const key = process.env.SENDGRID_CONTRACT_KEY;
    if (key !== undefined) {
        return { baseUrl: 'https://api.sendgrid.com', apiKey: key, close: () => Promise.resolve() };
    }
    const mail: LocalMail = await startMail({ port: 0 });
    return { baseUrl: mail.url, apiKey: LOCAL_API_KEY, close: () => mail.close() };
};

/** A mail that SendGrid takes. */
export const ordinaryMail = (changes: Partial<MailDataRequired> = {}): MailDataRequired => ({
    to: 'owner@contoso.example',
    from: { email: process.env.SENDGRID_CONTRACT_FROM ?? 'partners@fourthcoffee.example', name: 'Fourth Coffee' },
    subject: 'Please confirm',
    text: 'Plain words',
    html: '<p>Words</p>',
    ...changes,
});
