import { chooseLanguage } from '../languages/choose.ts';
import { ENGLISH } from '../languages/language.ts';
import { isGuided, mailedAt } from '../../domain/invite.ts';
import type { AzureInvite, InviteMail } from '../../domain/invite.ts';
import { relationshipLinks } from '../../domain/products/relationship-links.ts';
import type { LinkRules } from '../../domain/products/relationship-links.ts';
import type { ComposedMail, MailComposer, OtherRequest, QuickLinks } from '../../ports/mail-composer.ts';
import { composeGuided } from './guided-composer.ts';
import { helpLink } from './help-link.ts';
import { otherRequestView, partnerView, requestView, subscriptionView } from '../request-view.ts';
import type {
    ConfirmationModeView,
    InviteMailModel,
    OutcomeMailModel,
    OutcomeStatusView,
    PartnerOutcomeStatusView,
} from '../view-models.ts';

const OUTCOMES: readonly string[] = [
    'attached',
    'unrecognised',
    'conflict',
    'failed',
    'removed',
] satisfies OutcomeStatusView[];

const isOutcome = (status: string): status is OutcomeStatusView => OUTCOMES.includes(status);

const isTold = (status: string): status is PartnerOutcomeStatusView =>
    status === 'declined' || status === 'expired' || status === 'attested' || isOutcome(status);

/** What both sides read of an end; its status as far as the reader of this mail may be told it. */
function outcomeView<Status extends string>(
    invite: AzureInvite,
    mail: InviteMail,
    contact: string,
    isOf: (status: string) => status is Status,
): Omit<OutcomeMailModel, 'status'> & { status: Status } {
    const { status = '' } = mail.outcome ?? {};
    if (!isOf(status)) throw new Error(`The mail ${mail.key} of the invite ${invite.id} tells no outcome.`);
    const ended = invite.timeline.findLast((event) => event.event === status);
    return {
        partner: partnerView(invite, contact),
        subscription: subscriptionView(invite),
        status,
        at: ended?.at ?? invite.createdAt,
        origin: invite.origin,
        account: status === 'removed' ? (ended?.detail ?? null) : invite.confirmedBy,
    };
}

/** Changing and taking back need a sign-in, and something that stands: a role or a link. */
const manageLink = (
    mode: ConfirmationModeView,
    { grantedAt }: AzureInvite,
    status: OutcomeStatusView,
    { manage }: QuickLinks,
): string | null => {
    const stands = status !== 'removed' && (status !== 'failed' || grantedAt !== null);
    return mode === 'signin' && stands ? manage : null;
};

export interface PartnerMails {
    /** Whom a customer asks. */
    contact: string;
    /** Of the partner's application. */
    clientId: string;
    /** Who is told of outcomes. */
    notify: readonly string[];
    mode: ConfirmationModeView;
    relationshipRules: LinkRules;
}

const requestModel = (
    { contact, mode, relationshipRules }: Pick<PartnerMails, 'contact' | 'mode' | 'relationshipRules'>,
    invite: AzureInvite,
    links: QuickLinks,
    others: readonly OtherRequest[],
    alongside: readonly OtherRequest[] = [],
): InviteMailModel => ({
    ...requestView(invite, contact, relationshipLinks(invite, relationshipRules)),
    adminEmail: invite.adminEmail,
    link: links.decide,
    mode,
    alongside: alongside.map((other) => otherRequestView(other, contact)),
    others: others.map((other) => otherRequestView(other, contact)),
    helpLink: helpLink(invite, links),
    optOutLink: links.optOut,
});

/** What a mail says, from the row as it stands when it is sent. */
export async function composeMail(
    settings: PartnerMails,
    ...[invite, mail, links, others, alongside]: Parameters<MailComposer['compose']>
): Promise<ComposedMail> {
    const language = await chooseLanguage(invite.locale === null ? [] : [invite.locale]);
    if (isGuided(invite)) {
        return await composeGuided(settings, { invite, mail, links, others, alongside }, language);
    }
    const { contact, clientId, notify, mode } = settings;
    switch (mail.kind) {
        case 'invite': {
            const { inviteMail } = await import('./invite-mail.ts');
            return {
                to: [invite.adminEmail],
                ...inviteMail(requestModel(settings, invite, links, others, alongside), language),
            };
        }
        case 'reminder': {
            const { reminderMail } = await import('./reminder-mail.ts');
            return {
                to: [invite.adminEmail],
                ...reminderMail(
                    { ...requestModel(settings, invite, links, others), mailedAt: mailedAt(invite) },
                    language,
                ),
            };
        }
        case 'ask-again':
            throw new Error(`Of the invite ${invite.id} nothing was said by hand.`);
        case 'outcome-admin': {
            const { outcomeMailToAdmin } = await import('./outcome-mails.ts');
            const outcome = outcomeView(invite, mail, contact, isOutcome);
            return {
                to: [invite.adminEmail],
                ...outcomeMailToAdmin(
                    {
                        ...outcome,
                        outcome: mail.outcome?.attach ?? null,
                        mode,
                        clientId,
                        adminEmail: invite.adminEmail,
                        statusLink: links.status,
                        manageLink: manageLink(mode, invite, outcome.status, links),
                        helpLink: helpLink(invite, links),
                        optOutLink: links.optOut,
                    },
                    language,
                ),
            };
        }
        case 'outcome-partner': {
            const { outcomeMailToPartner } = await import('./outcome-mails.ts');
            return {
                to: notify,
                ...outcomeMailToPartner(
                    {
                        ...outcomeView(invite, mail, contact, isTold),
                        nextStep: mail.outcome?.nextStep ?? '',
                        inviteId: invite.id,
                        adminEmail: invite.adminEmail,
                        reason: null,
                    },
                    ENGLISH,
                ),
            };
        }
    }
}
