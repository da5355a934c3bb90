import type { Report } from '../../shared/domain/report.ts';
import { askAgainMail } from '../../shared/views/mail/ask-again-mail.ts';
import { guidedInviteMail } from '../../shared/views/mail/guided-invite-mail.ts';
import type { GuidedEnd } from '../../shared/views/mail/guided-models.ts';
import { guidedOutcomeMail } from '../../shared/views/mail/guided-outcome-mail.ts';
import { guidedReminderMail } from '../../shared/views/mail/guided-reminder-mail.ts';
import { inviteMail } from '../../shared/views/mail/invite-mail.ts';
import type { Language } from '../../shared/views/languages/language.ts';
import { outcomeMailToAdmin, outcomeMailToPartner } from '../../shared/views/mail/outcome-mails.ts';
import { reminderMail } from '../../shared/views/mail/reminder-mail.ts';
import { reportMail } from '../../shared/views/report/report-mail.ts';
import type { Mail, OutcomeStatusView, PartnerOutcomeStatusView } from '../../shared/views/view-models.ts';
import { report } from '../unit/report/samples.ts';
import { askedAgain, guidedInvite, guidedOutcome, guidedReminder, otherProduct } from '../unit/views/guided-samples.ts';
import { productOf } from '../unit/views/guided-samples.ts';
import { askedBesides, everyRelationship } from '../unit/views/relationship-samples.ts';
import { LINK, OTHER_LINK, invite, otherOnPage, reminder, request, toAdmin, toPartner } from '../unit/views/samples.ts';

/** A mail by the name of what it tells. */
export type NamedMail = readonly [name: string, mail: Mail];

const FOR_ADMIN: readonly OutcomeStatusView[] = ['attached', 'unrecognised', 'conflict', 'failed', 'removed'];
const FOR_PARTNER: readonly PartnerOutcomeStatusView[] = [...FOR_ADMIN, 'declined', 'expired', 'attested'];

const ENDS: readonly GuidedEnd[] = ['added', 'gone', 'lapsed', 'declined', 'expired'];

const besides = { relationships: everyRelationship };

/** Of what the customer does by hand. */
const guidedMails = (language: Language): NamedMail[] => [
    ['guided-invite', guidedInviteMail(guidedInvite, language)],
    ['guided-invite-several', guidedInviteMail({ ...guidedInvite, ...besides, alongside: [otherProduct] }, language)],
    ['guided-invite-dpor', guidedInviteMail({ ...guidedInvite, product: productOf('azure-dpor') }, language)],
    ['guided-reminder', guidedReminderMail({ ...guidedReminder, others: [otherProduct] }, language)],
    ['guided-ask-again', askAgainMail(askedAgain, language)],
    ...ENDS.map((ended): NamedMail => [
        `outcome-guided-${ended}-partner`,
        guidedOutcomeMail({ ...guidedOutcome, ended }, language),
    ]),
];

/** Every mail there is, each with all that it can say. */
export const everyMail = (language: Language): NamedMail[] => [
    ['invite-signin', inviteMail({ ...invite, mode: 'signin', replaces: true }, language)],
    ['invite-email', inviteMail(invite, language)],
    ['invite-several', inviteMail({ ...invite, ...besides, mode: 'signin', others: reminder.others }, language)],
    ['reminder', reminderMail({ ...reminder, mode: 'signin' }, language)],
    ['invite-alongside', inviteMail({ ...invite, mode: 'signin', alongside: [otherProduct] }, language)],
    ...guidedMails(language),
    ...FOR_ADMIN.map((status): NamedMail => [
        `outcome-${status}-admin`,
        outcomeMailToAdmin(
            {
                ...toAdmin,
                status,
                account: 'owner@contoso.example',
                manageLink: status === 'removed' ? null : `${LINK}&manage`,
            },
            language,
        ),
    ]),
    ...FOR_PARTNER.map((status): NamedMail => [
        `outcome-${status}-partner`,
        outcomeMailToPartner({ ...toPartner, status, account: 'owner@contoso.example' }, language),
    ]),
    ['report', reportMail(report, 'attached', request.partner.name, language)],
    [
        'report-unchanged',
        reportMail({ ...report, sameAs: report.since.at }, 'attached', request.partner.name, language),
    ],
];

/** As long as tokens and hosts make it. */
const longLink = (link: string): string => `${link}${'x'.repeat(80)}`;

const many = <Item>(items: readonly Item[], count: number): Item[] =>
    Array.from({ length: count }, (_, n) => items[n % items.length] as Item);

/** A report in which every list is longer than what is shown of it. */
export const longReport = (): Report => {
    const some = <Item>({ items }: { items: readonly Item[] }) => ({ count: 1_000, items: many(items, 50) });
    return {
        ...report,
        history: many(report.history, 30),
        changes: { ...report.changes, new: 996 },
        changed: many(report.changed, 50),
        missing: {
            ...report.missing,
            count: 1_000,
            customers: some(report.missing.customers),
            oldest: many(report.missing.oldest, 50),
        },
        endsSoon: some(report.endsSoon),
        failed: some(report.failed),
        partial: some(report.partial),
        attested: some(report.attested),
    };
};

/** The same report with every customer and subscription called so. */
export const withNames = (report: Report, name: string): Report =>
    JSON.parse(
        JSON.stringify(report, (key, value: unknown) => (['customerName', 'displayName'].includes(key) ? name : value)),
    ) as Report;

/** The mails that grow with what is in them, as long as they get. */
export const longestMails = (language: Language): NamedMail[] => {
    const text = (length: number): string => 'اشتراك '.repeat(length).slice(0, length);
    const long = {
        partner: { ...request.partner, name: 'Fourth Coffee Cloud Consulting & Managed Services GmbH & Co. KG' },
        subscription: { ...request.subscription, name: text(200), customerName: text(200) },
        invitedBy: text(200),
        note: text(1_000),
        link: longLink(LINK),
        mode: 'signin',
        replaces: true,
        relationships: askedBesides,
        others: many([otherOnPage], 50).map((other) => ({
            ...other,
            link: longLink(OTHER_LINK),
            subscription: {
                ...other.subscription,
                name: 'Landing zone, production, West Europe',
                customerName: 'Contoso Pharmaceuticals GmbH & Co. KG',
            },
        })),
    } as const;
    const guided = {
        partner: long.partner,
        product: productOf('azure-dpor', { name: text(100), customerName: text(200) }),
        link: longLink(LINK),
        others: long.others,
    };
    const asked = { invitedBy: text(200), note: text(1_000), relationships: askedBesides };
    const six = many([{ ...otherProduct, product: guided.product, link: longLink(otherProduct.link) }], 6);
    return [
        ['guided-invite', guidedInviteMail({ ...guidedInvite, ...guided, ...asked, alongside: six }, language)],
        ['guided-reminder', guidedReminderMail({ ...guidedReminder, ...guided, ...asked }, language)],
        ['guided-ask-again', askAgainMail({ ...askedAgain, ...guided }, language)],
        ['invite', inviteMail({ ...invite, ...long }, language)],
        ['reminder', reminderMail({ ...reminder, ...long }, language)],
        ['outcome', outcomeMailToAdmin({ ...toAdmin, ...long, status: 'attached', manageLink: long.link }, language)],
        [
            'report',
            reportMail(
                withNames(longReport(), 'Contoso Pharmaceuticals GmbH & Co. KG'),
                'attached',
                request.partner.name,
                language,
            ),
        ],
    ];
};
