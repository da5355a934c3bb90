import { z } from 'zod';
import type { Config } from '../../config.ts';
import { lazily } from '../../lazily.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Mailer, MailResult, OutgoingMail } from '../../ports/mailer.ts';

const answered = lazily(() =>
    z.looseObject({
        code: z.number(),
        response: z.looseObject({ headers: z.looseObject({}).default({}), body: z.unknown() }),
    }),
);

const errorList = lazily(() =>
    z.looseObject({
        errors: z.array(z.looseObject({ message: z.string().nullish(), field: z.string().nullish() })),
    }),
);

const RECIPIENT = /^personalizations\.\d+\.to\.\d+\.email$/;

/** `X-RateLimit-Reset` is Unix seconds; SendGrid sends no Retry-After. */
function waitUntilReset(headers: Record<string, unknown>, now: Date): number | undefined {
    const reset = Number(headers['x-ratelimit-reset']);
    return Number.isFinite(reset) ? Math.max(0, reset * 1000 - now.getTime()) : undefined;
}

/**
 * What SendGrid's refusal means: only a 400 about the recipient is about the address. A refused key
 * or sender is our trouble, which somebody can mend while the mail waits.
 */
function resultOf(error: unknown, now: Date): MailResult {
    const { data } = answered().safeParse(error);
    if (data === undefined) return { kind: 'later', detail: 'SendGrid did not answer.', maybeTaken: true };
    const { errors } = errorList().safeParse(data.response.body).data ?? { errors: [] };
    const detail = `SendGrid answered ${data.code}${errors[0]?.field ? ` about ${errors[0].field}` : ''}.`;
    if (data.code === 429) return { kind: 'later', detail, retryAfterMs: waitUntilReset(data.response.headers, now) };
    if (data.code >= 500 || [401, 403, 408].includes(data.code)) return { kind: 'later', detail };
    const isAddress =
        data.code === 400 && errors.length > 0 && errors.every(({ field }) => RECIPIENT.test(field ?? ''));
    return { kind: isAddress ? 'bad-address' : 'refused', detail };
}

/** For the button that mail programs show beside the sender. */
const unsubscribeHeaders = (link: string | undefined) =>
    link === undefined
        ? {}
        : { headers: { 'List-Unsubscribe': `<${link}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } };

/** What comes back with SendGrid's events; those of a report are nobody's business. */
const customArgsOf = ({ about }: OutgoingMail): Record<string, string> =>
    about.kind === 'report'
        ? { reportId: about.reportId, mailKind: about.kind }
        : { inviteId: about.inviteId, mailKind: about.kind, generation: String(about.generation) };

const attachmentsOf = ({ attachments = [] }: OutgoingMail) =>
    attachments.length === 0
        ? {}
        : {
              attachments: attachments.map(({ filename, type, content }) => ({
                  filename,
                  type,
                  content: content.toString('base64'),
                  disposition: 'attachment',
              })),
          };

/** Mails by SendGrid's own client. No click or open tracking: a link in our mails leads where it says. */
export function sendGridMailer(config: Config, clock: Clock): Mailer {
    // Loaded with the first mail: most functions send none.
    const service = lazily(async () => (await import('./service.ts')).openService(config));

    const post = async (mail: OutgoingMail, sandbox: boolean): Promise<MailResult> => {
        try {
            await (
                await service()
            ).send({
                from: { email: config.mail.from, name: config.partner.name },
                replyTo: config.partner.contact,
                personalizations: [
                    {
                        to: mail.to.map((email) => ({ email })),
                        customArgs: customArgsOf(mail),
                    },
                ],
                ...unsubscribeHeaders(mail.unsubscribe),
                subject: mail.subject,
                text: mail.text,
                html: mail.html,
                ...attachmentsOf(mail),
                trackingSettings: {
                    clickTracking: { enable: false, enableText: false },
                    openTracking: { enable: false },
                    subscriptionTracking: { enable: false },
                },
                ...(sandbox ? { mailSettings: { sandboxMode: { enable: true } } } : {}),
            });
            return { kind: 'accepted' };
        } catch (error) {
            return resultOf(error, clock.now());
        }
    };

    return {
        send: (mail) => post(mail, false),
        check: () =>
            post(
                {
                    to: [config.mail.from],
                    subject: 'Health check',
                    text: 'Not sent.',
                    html: '<p>Not sent.</p>',
                    about: { inviteId: 'health', kind: 'invite', generation: 0 },
                },
                true,
            ),
    };
}
