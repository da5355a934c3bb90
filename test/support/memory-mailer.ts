import type { Mailer, MailResult, OutgoingMail } from '../../shared/ports/mailer.ts';

export interface MemoryMailer extends Mailer {
    /** Every mail that was accepted. */
    readonly sent: OutgoingMail[];
    /** What the mail service answers; accepts unless told otherwise. */
    answer: (mail: OutgoingMail) => MailResult;
    /** How often it was asked. */
    readonly asked: { count: number };
}

/** A mail service in memory. */
export function memoryMailer(): MemoryMailer {
    const sent: OutgoingMail[] = [];
    const asked = { count: 0 };
    const mailer: MemoryMailer = {
        sent,
        asked,
        answer: () => ({ kind: 'accepted' }),
        send: async (mail) => {
            await Promise.resolve();
            asked.count += 1;
            const result = mailer.answer(mail);
            if (result.kind === 'accepted') sent.push(mail);
            return result;
        },
        check: () => Promise.resolve({ kind: 'accepted' }),
    };
    return mailer;
}
