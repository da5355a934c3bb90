import { FAILURE_CAUSES } from '../../../shared/domain/attach-outcome.ts';
import type { AttachOutcome } from '../../../shared/domain/attach-outcome.ts';
import { GUIDED_PRODUCTS, PRODUCT_NAMES } from '../../../shared/domain/products/product.ts';
import { ASKED_WHY } from '../../../shared/domain/products/said.ts';
import { askAgainMail } from '../../../shared/views/mail/ask-again-mail.ts';
import { guidedInviteMail } from '../../../shared/views/mail/guided-invite-mail.ts';
import { guidedReminderMail } from '../../../shared/views/mail/guided-reminder-mail.ts';
import { inviteMail } from '../../../shared/views/mail/invite-mail.ts';
import { outcomeMailToAdmin } from '../../../shared/views/mail/outcome-mails.ts';
import { reminderMail } from '../../../shared/views/mail/reminder-mail.ts';
import type { AdminOutcomeMailModel, InviteMailModel, Mail } from '../../../shared/views/view-models.ts';
import { PSEUDO, untranslated, untranslatedText } from '../../support/pseudo-language.ts';
import { askedAgain, guidedInvite, guidedReminder, otherProduct, productOf } from './guided-samples.ts';
import { LINK, invite, reminder, toAdmin } from './samples.ts';

/** What others wrote in the samples, and names of Microsoft's, the longest first as one may begin with another. */
const NAMES = [
    ...['Fourth Coffee', 'Production', 'Analytics', 'Contoso', 'Ada Lovelace', 'As agreed.'],
    ...['Business Premium', 'Sales Enterprise', 'admin.microsoft.com'],
    ...Object.values(PRODUCT_NAMES).filter((name) => name !== 'Azure'),
].toSorted((one, other) => other.length - one.length);

/** Names on Microsoft's screens, which plain text sets apart by quotes alone. */
const englishOf = ({ subject, html, text }: Mail): string[] => [
    ...untranslatedText(subject, NAMES),
    ...untranslated(html, NAMES),
    ...untranslatedText(text, NAMES),
];

const unnamed = { ...invite.subscription, name: null, customerName: null };

const inviteMails: [string, InviteMailModel][] = [
    ['by mail', invite],
    ['by sign-in, with all there can be', { ...invite, mode: 'signin', replaces: true, others: reminder.others }],
    ['of a subscription without names', { ...invite, subscription: unnamed }],
];

const OUTCOMES: AttachOutcome[] = [
    { status: 'attached' },
    { status: 'unrecognised' },
    { status: 'conflict', otherPartnerId: '999999' },
    { status: 'failed', cause: 'delegated-conflict', otherPartnerId: '999999' },
    ...FAILURE_CAUSES.map((cause) => ({ status: 'failed', cause }) as const),
];

const outcomeMails: [string, AdminOutcomeMailModel][] = [
    ...OUTCOMES.flatMap((outcome) =>
        (['signin', 'email'] as const).map((mode): [string, AdminOutcomeMailModel] => [
            `${JSON.stringify(outcome)}, ${mode}`,
            { ...toAdmin, status: outcome.status, outcome, mode, manageLink: LINK, account: 'owner@contoso.example' },
        ]),
    ),
    ['what was taken back', { ...toAdmin, status: 'removed', outcome: null, account: 'owner@contoso.example' }],
    ['what a quick link led to', { ...toAdmin, origin: 'quick-link' }],
    ['what was ticked beside it', { ...toAdmin, origin: 'further' }],
];

describe('a mail to a customer says nothing but what is translated', () => {
    it.each(inviteMails)('when asking %s', (_which, model) => {
        expect(englishOf(inviteMail(model, PSEUDO))).toEqual([]);
    });

    it.each([
        ['one', []],
        ['several', reminder.others],
        ['several, not all of Azure', [otherProduct]],
    ])('when reminding of %s', (_which, others) => {
        expect(englishOf(reminderMail({ ...reminder, others }, PSEUDO))).toEqual([]);
    });

    it.each(GUIDED_PRODUCTS)('about what is done by hand: %s', (id) => {
        const over = { product: productOf(id, { name: 'Business Premium' }), others: [otherProduct] };
        const reseller = { kind: 'reseller', href: 'https://admin.microsoft.com/x', provider: null } as const;
        const invited = { ...guidedInvite, ...over, alongside: [otherProduct], relationships: [reseller] };

        expect(englishOf(guidedInviteMail(invited, PSEUDO))).toEqual([]);
        expect(englishOf(guidedReminderMail({ ...guidedReminder, ...over }, PSEUDO))).toEqual([]);
        expect(englishOf(guidedReminderMail({ ...guidedReminder, ...over, others: [] }, PSEUDO))).toEqual([]);
        for (const why of ASKED_WHY) {
            expect(englishOf(askAgainMail({ ...askedAgain, ...over, why }, PSEUDO))).toEqual([]);
        }
    });

    it.each(outcomeMails)('when telling of %s', (_which, model) => {
        expect(englishOf(outcomeMailToAdmin(model, PSEUDO))).toEqual([]);
    });
});
