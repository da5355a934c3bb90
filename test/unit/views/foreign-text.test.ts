import { ENGLISH } from '../../../shared/views/languages/language.ts';
import { confirmPage } from '../../../shared/views/confirm-page.ts';
import { inviteMail } from '../../../shared/views/mail/invite-mail.ts';
import { outcomeMailToAdmin, outcomeMailToPartner } from '../../../shared/views/mail/outcome-mails.ts';
import { optOutPage } from '../../../shared/views/opt-out-page.ts';
import { reminderMail } from '../../../shared/views/mail/reminder-mail.ts';
import { statusPage } from '../../../shared/views/status-page.ts';
import type { Mail } from '../../../shared/views/view-models.ts';
import { guidePage } from '../../../shared/views/guide/guide-page.ts';
import { askAgainMail } from '../../../shared/views/mail/ask-again-mail.ts';
import { guidedInviteMail } from '../../../shared/views/mail/guided-invite-mail.ts';
import { guidedOutcomeMail } from '../../../shared/views/mail/guided-outcome-mail.ts';
import { guidedReminderMail } from '../../../shared/views/mail/guided-reminder-mail.ts';
import { guidePages } from './guide-samples.ts';
import { askedAgain, guidedInvite, guidedOutcome, guidedReminder, otherProduct, productOf } from './guided-samples.ts';
import { everyRelationship } from './relationship-samples.ts';
import { confirm, invite, optOut, reminder, request, status, toAdmin, toPartner } from './samples.ts';

const HOSTILE = `</td><script>alert('1')</script>"\u202E=HYPERLINK("evil")\u2069\r\nBcc: x@y.example א`;

/** Every field that somebody else may write freely, all of them at once. */
const fields = (text: string) => ({
    partner: { ...request.partner, name: text },
    subscription: { ...request.subscription, name: text, customerName: text },
    invitedBy: text,
    reason: text,
});

/** The same of what else waits for the reader. */
const others = (text: string) => ({ others: reminder.others.map((other) => ({ ...other, ...fields(text) })) });

/** Of a product that is attached by hand, with a subscription, what goes along, and the provider that is named there. */
const guided = (text: string) => {
    const its = {
        partner: fields(text).partner,
        product: productOf('azure-dpor', {
            ...{ name: text, customerName: text, subscription: { id: request.subscription.id, name: text } },
        }),
    };
    return {
        ...its,
        invitedBy: text,
        note: text.replace('\r\n', ' '),
        others: [{ ...otherProduct, ...its }],
        relationships: everyRelationship.map((link) => ({ ...link, provider: link.provider && text })),
    };
};

const pages = (text: string): [string, string][] => [
    [
        'the confirm page',
        confirmPage({ ...confirm, ...fields(text), ...others(text), note: text.replace('\r\n', ' ') }, ENGLISH),
    ],
    ['the opt-out page', optOutPage({ ...optOut, partner: fields(text).partner }, ENGLISH)],
    ['the status page', statusPage({ ...status, ...fields(text), status: 'attached' }, ENGLISH)],
    ...guidePages.map(([state, model]): [string, string] => [
        `the guide page, ${state}`,
        guidePage({ ...model, ...guided(text) }, ENGLISH),
    ]),
];

const mails = (text: string): [string, Mail][] => [
    [
        'the invite mail',
        inviteMail({ ...invite, ...fields(text), note: text.replace('\r\n', ' '), replaces: true }, ENGLISH),
    ],
    ['the reminder', reminderMail({ ...reminder, ...fields(text), ...others(text), note: null }, ENGLISH)],
    ['the mail to the admin', outcomeMailToAdmin({ ...toAdmin, ...fields(text), status: 'attached' }, ENGLISH)],
    ['the mail to the partner', outcomeMailToPartner({ ...toPartner, ...fields(text) }, ENGLISH)],
    [
        'the mail about products',
        guidedInviteMail({ ...guidedInvite, ...guided(text), alongside: guided(text).others }, ENGLISH),
    ],
    ['the reminder of a product', guidedReminderMail({ ...guidedReminder, ...guided(text) }, ENGLISH)],
    ['the mail that asks again', askAgainMail({ ...askedAgain, ...guided(text) }, ENGLISH)],
    ['the mail to the partner about a product', guidedOutcomeMail({ ...guidedOutcome, ...guided(text) }, ENGLISH)],
];

const documents = (text: string): [string, string][] => [
    ...pages(text),
    ...mails(text).map(([name, { html }]): [string, string] => [name, html]),
];

const tagsOf = (html: string): string[] => html.match(/<[^>]*>?/g) ?? [];

/** What is left of a document without the places that set a text apart by direction. */
const outside = (html: string): string =>
    html
        .replace(/<bdi>[^<]*<\/bdi>/g, '')
        .replace(/<blockquote[^>]*>.*?<\/blockquote>/gs, '')
        .replace(/<title>[^<]*<\/title>/g, '')
        .replace(/\u2068[^\u2068\u2069]*\u2069/g, '');

const plain = new Map(documents('plain'));

describe('text that others write', () => {
    it.each(documents(HOSTILE))('makes no markup in %s', (name, html) => {
        expect(html).toMatch(/&lt;script&gt;alert\((&#39;|&#x27;)1\1\)&lt;\/script&gt;/);
        expect(tagsOf(html)).toEqual(tagsOf(plain.get(name) ?? ''));
    });

    it.each(documents(HOSTILE))('is set apart by direction in %s and cannot end that', (_name, html) => {
        expect(outside(html)).not.toContain('HYPERLINK');
        expect(html.replace(/\u2068[^\u2068\u2069]*\u2069/g, '')).not.toMatch(/[\u2066-\u2069]/);
    });

    it.each(mails(HOSTILE))('keeps to its place in the subject of %s', (_name, { subject }) => {
        expect(subject).toMatch(/^(Azure|Reminder:|Set up:|Failed:|Attested:) /);
        expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    });

    it.each(mails(HOSTILE))('is set apart by direction in the subject and text of %s', (_name, { subject, text }) => {
        for (const words of [subject, text]) {
            expect(words).toMatch(/\u2068[^\u2068\u2069\n]*HYPERLINK[^\u2068\u2069\n]*\u2069/);
            expect(words.replace(/\u2068[^\u2068\u2069\n]*\u2069/g, '')).not.toMatch(
                /HYPERLINK|[\u202A-\u202E\u2066-\u2069]/,
            );
        }
    });

    it.each(mails(HOSTILE))('starts no line of its own in the text of %s', (_name, { text }) => {
        expect(text).not.toMatch(/^Bcc:/m);
    });
});
