import type { Mailer, MailResult } from '../ports/mailer.ts';
import type { Telemetry } from '../ports/telemetry.ts';

const OUTCOMES = {
    accepted: 'sent',
    'bad-address': 'refused',
    refused: 'refused',
    later: 'failed',
} as const satisfies Record<MailResult['kind'], string>;

/** The same mail service, with each mail counted by what became of it. What is tried again counts again. */
export const watchedMailer = (mailer: Mailer, { tracing, meters }: Telemetry): Mailer => ({
    ...mailer,
    send: (mail) => {
        const { kind } = mail.about;
        const what = { name: `mail ${kind}`, kind: 'client', facts: { 'dpor.mail.kind': kind } } as const;
        return tracing.span(what, async (span) => {
            const result = await mailer.send(mail);
            const outcome = OUTCOMES[result.kind];
            span.note({ 'dpor.mail.outcome': outcome });
            meters.record('dpor.mails', 1, { kind, outcome });
            return result;
        });
    },
});
