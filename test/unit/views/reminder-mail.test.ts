import { ENGLISH } from '../../../shared/views/languages/language.ts';
import { confirmPage } from '../../../shared/views/confirm-page.ts';
import { inviteMail } from '../../../shared/views/mail/invite-mail.ts';
import { reminderMail } from '../../../shared/views/mail/reminder-mail.ts';
import { wordsOf } from './reading.ts';
import {
    LINK,
    OPT_OUT_LINK,
    OTHER_ID,
    OTHER_LINK,
    SUBSCRIPTION_ID,
    confirm,
    invite,
    otherOnPage,
    reminder,
} from './samples.ts';

const alone = { ...reminder, others: [] };

describe('the reminder', () => {
    it('names in its subject what waits: one subscription, or how many', () => {
        expect(reminderMail(alone, ENGLISH).subject).toBe(
            'Reminder: Fourth Coffee waits for your answer on the Azure subscription Production',
        );
        expect(
            reminderMail({ ...alone, subscription: { ...alone.subscription, name: null } }, ENGLISH).subject,
        ).toContain(SUBSCRIPTION_ID);
        expect(reminderMail(reminder, ENGLISH).subject).toBe(
            'Reminder: Fourth Coffee waits for your answer on 2 Azure subscriptions',
        );
    });

    it.each(['html', 'text'] as const)(
        'says in its %s who asks, what is open, until when, and how to end it',
        (form) => {
            const mail = reminderMail(reminder, ENGLISH);
            const words = form === 'html' ? wordsOf(mail.html) : mail.text.replace(/[“”]/g, '');

            for (const statement of [
                'On 7 November 2026 at 14:06 UTC you were asked to name Fourth Coffee as partner of record',
                'Ada Lovelace',
                SUBSCRIPTION_ID,
                '21 November 2026 at 14:05 UTC',
                'press Decline',
                'nothing reminds you of it any more',
                'You want no requests and reminders by mail from Fourth Coffee any more?',
                'because its request waits for an answer',
                'partners@fourthcoffee.example',
            ]) {
                expect(words).toContain(statement);
            }
        },
    );

    it('has the link of each request, alone on its line in the text, and the one to stop it last', () => {
        const { text, html } = reminderMail(reminder, ENGLISH);

        expect(text.split('\n').filter((line) => line.startsWith('https:'))).toEqual([
            ...[LINK, OTHER_LINK, reminder.helpLink, OPT_OUT_LINK],
        ]);
        for (const link of [LINK, OTHER_LINK, OPT_OUT_LINK]) expect(html).toContain(`href="${link}"`);
    });

    it('says nothing of others where there are none', () => {
        expect(reminderMail(alone, ENGLISH).text).not.toContain('Also waiting');
    });
});

describe('what else waits for the same mailbox', () => {
    it('stands in an invite’s mail that tells of several', () => {
        const { text } = inviteMail({ ...invite, others: reminder.others }, ENGLISH);

        expect(text).toContain('One more request to this address waits for an answer.');
        expect(text).toContain(OTHER_ID);
        expect(text).toContain('Whoever you forward this mail to can open these as well.');
        expect(text.split('\n')).toContain(OTHER_LINK);
    });

    it('stands on the page with a link of its own, and leaves the page’s own two buttons as they are', () => {
        const many = [otherOnPage, { ...otherOnPage, subscription: { ...otherOnPage.subscription, name: null } }];
        const page = confirmPage({ ...confirm, others: many }, ENGLISH);

        expect(wordsOf(page)).toContain('2 more requests to this address wait for an answer.');
        expect(wordsOf(page)).toContain('Contoso, open until 23 November 2026 at 14:05 UTC');
        expect(page.split(`href="${otherOnPage.link}"`)).toHaveLength(3);
        expect(page.match(/<button/g)).toHaveLength(2);
        expect(wordsOf(confirmPage(confirm, ENGLISH))).not.toContain('Also waiting');
    });
});
