import { FAILURE_CAUSES } from '../../../shared/domain/attach-outcome.ts';
import type { AttachOutcome } from '../../../shared/domain/attach-outcome.ts';
import { inviteMail } from '../../../shared/views/mail/invite-mail.ts';
import { outcomeMailToAdmin } from '../../../shared/views/mail/outcome-mails.ts';
import { reminderMail } from '../../../shared/views/mail/reminder-mail.ts';
import type { AdminOutcomeMailModel, InviteMailModel, Mail } from '../../../shared/views/view-models.ts';
import { PSEUDO, untranslated, untranslatedText } from '../../support/pseudo-language.ts';
import { LINK, invite, reminder, toAdmin } from './samples.ts';

/** What others wrote in the samples. */
const NAMES = ['Fourth Coffee', 'Production', 'Analytics', 'Contoso', 'Ada Lovelace', 'As agreed.'];

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
    ])('when reminding of %s', (_which, others) => {
        expect(englishOf(reminderMail({ ...reminder, others }, PSEUDO))).toEqual([]);
    });

    it.each(outcomeMails)('when telling of %s', (_which, model) => {
        expect(englishOf(outcomeMailToAdmin(model, PSEUDO))).toEqual([]);
    });
});
