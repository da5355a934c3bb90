import type { GuidedInvite, Invite, InviteMail } from '../../../shared/domain/invite.ts';
import { decline, expire } from '../../../shared/domain/invite-transitions.ts';
import { issueGuided } from '../../../shared/domain/new-invite.ts';
import { askAgain, lapse, sayAdded, sayGone } from '../../../shared/domain/products/said-transitions.ts';
import { GUIDED_PRODUCTS, PRODUCT_NAMES } from '../../../shared/domain/products/product.ts';
import { newMail } from '../../../shared/domain/invite-story.ts';
import { ENGLISH } from '../../../shared/views/languages/language.ts';
import { askAgainMail } from '../../../shared/views/mail/ask-again-mail.ts';
import { guidedInviteMail } from '../../../shared/views/mail/guided-invite-mail.ts';
import { guidedReminderMail } from '../../../shared/views/mail/guided-reminder-mail.ts';
import { inviteMail } from '../../../shared/views/mail/invite-mail.ts';
import { mailComposer } from '../../../shared/views/mail/mail-composer.ts';
import { reminderMail } from '../../../shared/views/mail/reminder-mail.ts';
import { NOW, later } from '../domain/invites.ts';
import { GUIDE_LINK, OTHER_GUIDE_LINK, askedAgain, guidedInvite, guidedReminder } from './guided-samples.ts';
import { otherProduct, productOf } from './guided-samples.ts';
import { wordsOf } from './reading.ts';
import { OPT_OUT_LINK, OTHER_LINK, SUBSCRIPTION_ID, TENANT_ID, invite, otherOnPage, reminder } from './samples.ts';

const YEAR = 365 * 24 * 60;

describe('the mail of a product that is named by hand', () => {
    it.each(['html', 'text'] as const)('says in its %s who asks for what, what to do, and how to refuse', (form) => {
        const mail = guidedInviteMail(guidedInvite, ENGLISH);
        const words = form === 'html' ? wordsOf(mail.html) : mail.text.replace(/[“”]/g, '');

        for (const statement of [
            'Only your organisation can name Fourth Coffee',
            'Microsoft 365',
            'Business Premium',
            'then press I have added the partner',
            'In the Microsoft 365 admin center: Billing, Your products, the product, Partner information.',
            'Nothing. No price changes.',
            'The partner gets no access by it',
            'press Decline',
            '21 November 2026 at 14:05 UTC',
            'Ada Lovelace',
            TENANT_ID,
            'cannot be removed by you',
            'Press nothing and tell partners@fourthcoffee.example',
            'You want no requests and reminders by mail from Fourth Coffee any more?',
        ]) {
            expect(words).toContain(statement);
        }
    });

    it.each(GUIDED_PRODUCTS)('names the product, and the kind of partner ID that it takes: %s', (id) => {
        const { subject, text } = guidedInviteMail({ ...guidedInvite, product: productOf(id) }, ENGLISH);
        const isInAzure = id === 'azure-dpor';

        expect(subject).toContain(PRODUCT_NAMES[id]);
        expect(text.includes('The ID of the partner’s organisation as a whole')).toBe(isInAzure);
        expect(text.includes('The ID of a location of the partner’s')).toBe(!isInAzure);
        expect(text.includes(SUBSCRIPTION_ID)).toBe(isInAzure);
        expect(text.includes('In the Azure portal: “Subscriptions”')).toBe(isInAzure);
    });

    it.each([
        ['one', 1, 'Microsoft 365 and one more: Fourth Coffee asks'],
        ['several', 3, 'Microsoft 365 and 3 more: Fourth Coffee asks'],
        ['none', 0, 'Microsoft 365: Fourth Coffee asks'],
    ])('counts in its subject and heading what it asks for beside it: %s', (_what, count, begin) => {
        const { subject, text } = guidedInviteMail(
            { ...guidedInvite, alongside: Array(count).fill(otherProduct) },
            ENGLISH,
        );

        expect(subject.startsWith(begin)).toBe(true);
        expect(text).toContain(`for Microsoft 365${['', ' and one more product'][count] ?? ' and 3 more products'}\n`);
    });

    it('leads to each of the products by a link of its own, as the mail of a subscription does', () => {
        const alongside = [otherProduct];

        for (const [own, { text }] of [
            [GUIDE_LINK, guidedInviteMail({ ...guidedInvite, alongside }, ENGLISH)],
            [invite.link, inviteMail({ ...invite, alongside }, ENGLISH)],
        ] as const) {
            const links = text.split('\n').filter((line) => line.startsWith('https:'));
            expect(links.slice(0, 2)).toEqual([own, OTHER_GUIDE_LINK]);
            expect(text).toContain('Dynamics 365\n  Sales Enterprise\n');
            expect(text).toContain('It has a page of its own and is answered by itself.');
        }
        expect(guidedInviteMail(guidedInvite, ENGLISH).text).not.toContain('Asked in the same mail');
    });
});

describe('the reminder of a product', () => {
    it('asks to say so where it was done already', () => {
        const { subject, text } = guidedReminderMail(guidedReminder, ENGLISH);

        expect(subject).toBe('Reminder: Fourth Coffee waits for your answer about Microsoft 365');
        expect(text).toContain('If the partner has been added already, open the link and press “I have added');
        expect(text).toContain(OPT_OUT_LINK);
    });

    it('tells of subscriptions too, and that of a subscription of products', () => {
        for (const mail of [
            guidedReminderMail({ ...guidedReminder, others: [{ ...otherOnPage, link: OTHER_LINK }] }, ENGLISH),
            reminderMail({ ...reminder, others: [otherProduct] }, ENGLISH),
        ]) {
            expect(mail.subject).toBe('Reminder: Fourth Coffee waits for your answer to 2 requests');
            expect(mail.text).toContain('One more request to this address waits for an answer.');
        }
        expect(reminderMail(reminder, ENGLISH).subject).toContain('2 Azure subscriptions');
    });
});

describe('the mail that asks again', () => {
    it('says what was said, when, why it is asked, and what no answer means', () => {
        const { subject, text } = askAgainMail(askedAgain, ENGLISH);

        expect(subject).toBe('Microsoft 365: is Fourth Coffee still your partner of record?');
        expect(text).toContain(
            'On 8 November 2025 at 09:00 UTC, somebody with the link mailed to sam@contoso.example said',
        );
        expect(text).toContain('You are asked because that was some time ago.');
        expect(text).toContain('press “It is still so”');
        expect(text).toContain('press “It is not so any more”');
        expect(text).toContain('From 21 November 2026 at 14:05 UTC on, Fourth Coffee no longer relies on it.');
        expect(text).toContain('You did not expect this? Press nothing and tell partners@fourthcoffee.example.');
    });

    it('says that the agreement changed where that is why', () => {
        const { text } = askAgainMail({ ...askedAgain, why: 'facts' }, ENGLISH);

        expect(text).toContain('agreement with Microsoft for Azure has changed since');
        expect(text).not.toContain('some time ago');
    });
});

const guided = (over: Partial<GuidedInvite> = {}): GuidedInvite => ({
    ...issueGuided(
        {
            ...{ id: 'a0000000-0000-4000-8000-000000000002', product: 'intune', productName: 'Suite' },
            ...{ subscriptionId: null, subscriptionName: null, tenantId: TENANT_ID, partnerId: '314159' },
            ...{ partnerName: 'Fourth Coffee', adminEmail: 'admin@contoso.example', customerName: 'Contoso' },
            ...{ note: null, locale: 'de', invitedBy: null, allowReplace: false, expiresInDays: 7 },
            seed: 's'.repeat(32),
        },
        NOW,
    ),
    ...over,
});

const rules = { askAgainDays: 365, answerDays: 30 };
const links = {
    ...{ decide: 'https://partner.example/guide?t=1', status: 'https://partner.example/guide?t=1' },
    ...{ manage: 'https://partner.example/guide?t=1', optOut: 'https://partner.example/opt-out?t=3' },
};

const compose = (of: Invite, mail: InviteMail) =>
    mailComposer({
        ...{ contact: 'ask@partner.example', clientId: 'c', notify: ['ops@partner.example'], mode: 'signin' },
        relationshipRules: {
            ...{ relationshipHosts: ['admin.microsoft.com'], indirectProvider: undefined },
            links: {
                gdap: 'https://admin.microsoft.com/x/{relationshipId}',
                reseller: 'https://admin.microsoft.com/r?p={partnerTenantId}',
                indirectReseller: 'https://admin.microsoft.com/i?p={partnerTenantId}',
            },
            ...{ partnerTenantId: TENANT_ID, partnerId: '314159' },
        },
    }).compose(of, mail, links, [], []);

const lastOf = (of: Invite): InviteMail => of.mails.at(-1) ?? fail('no mail');

const said = () => sayAdded(guided({ status: 'sent' }), later(5), rules, true) ?? fail('not said');
const again = () => askAgain(said(), later(YEAR + 5), 'r'.repeat(32), rules) ?? fail('not asked');

describe('what is composed of a product', () => {
    it('goes to the customer in its language, with the relationships that are asked for beside it', async () => {
        const asked = guided({ relationships: { gdap: null, reseller: 'direct' } });
        const { to, subject, text } = await compose(asked, lastOf(asked));

        expect(to).toEqual(['admin@contoso.example']);
        expect(subject).toBe('Microsoft Intune: Fourth Coffee möchte Ihr „Partner of Record“ werden');
        expect(text).toContain(`https://admin.microsoft.com/r?p=${TENANT_ID}`);
    });

    it('asks again until the time that an answer counts', async () => {
        const { to, text } = await compose(again(), lastOf(again()));

        expect(to).toEqual(['admin@contoso.example']);
        expect(text).toContain('Ab dem 21. Dezember 2027');
        expect(text).toContain(links.decide);
    });

    it.each([
        ['that it is done', said, 'Attested: partner ID 314159 for Microsoft Intune, Contoso'],
        ['that it is not so any more', () => sayGone(said(), later(9), true), 'Removed: partner ID 314159'],
        ['that nobody answered again', () => lapse(again(), later(2 * YEAR), true), 'Lapsed: partner ID 314159'],
        ['a no', () => decline(guided(), later(5), true), 'Declined: partner ID 314159'],
        ['no answer', () => expire(guided(), later(8 * 24 * 60), true), 'Not answered: partner ID 314159'],
    ] as const)('tells the partner of %s, in English, without a link', async (_what, make, begin) => {
        const ended: Invite = make() ?? fail('no end');
        const { to, subject, text } = await compose(ended, lastOf(ended));

        expect(to).toEqual(['ops@partner.example']);
        expect(subject.startsWith(begin)).toBe(true);
        expect(text).toContain(lastOf(ended).outcome?.nextStep);
        expect(text).toContain('Suite');
        expect(text).not.toContain('https:');
        expect(text).not.toMatch(/\bcovered\b(?<!never as covered)/);
    });

    it('is nothing for the customer about how it ended, nor a question about what nobody said', async () => {
        const at = later(5);

        await expect(compose(guided(), newMail('outcome-admin', 1, at))).rejects.toThrow('told of no outcome');
        await expect(compose(guided(), newMail('ask-again', 1, at))).rejects.toThrow('nothing is asked again');
        await expect(compose(guided(), newMail('outcome-partner', 1, at))).rejects.toThrow('tells no outcome');
    });
});

function fail(why: string): never {
    throw new Error(why);
}
