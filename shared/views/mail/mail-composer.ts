import type { MailComposer } from '../../ports/mail-composer.ts';
import type { PartnerMails } from './compose-mail.ts';

/** What the mails say. Their words, and the framework that prints them, are loaded with the first: most functions send none. */
export const mailComposer = (settings: PartnerMails): MailComposer => ({
    compose: async (...asked) => {
        const { composeMail } = await import('./compose-mail.ts');
        return await composeMail(settings, ...asked);
    },
});
