import type { MailComposer } from '../../shared/ports/mail-composer.ts';

/**
 * Mails to administrators that name the subscriptions they are about and nothing else, for tests that send thousands:
 * writing a whole one takes longer than all the rest of sending it.
 */
export const plainComposer: MailComposer = {
    compose: (invite, mail, _links, others) =>
        Promise.resolve({
            to: [invite.adminEmail],
            subject: mail.kind,
            html: '',
            text: [invite, ...others.map((other) => other.invite)]
                .map(({ subscriptionId }) => subscriptionId)
                .join('\n'),
        }),
};
