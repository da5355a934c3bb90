import type { Invite, InviteMail } from '../domain/invite.ts';
import type { MailComposer } from '../ports/mail-composer.ts';
import { inviteMail } from './invite-mail.ts';
import { outcomeMailToAdmin, outcomeMailToPartner } from './outcome-mails.ts';
import { partnerView, requestView, subscriptionView } from './request-view.ts';
import type { OutcomeMailModel, OutcomeStatusView, PartnerOutcomeStatusView } from './view-models.ts';

const OUTCOMES: readonly string[] = ['attached', 'unrecognised', 'conflict', 'failed'] satisfies OutcomeStatusView[];

const isOutcome = (status: string): status is OutcomeStatusView => OUTCOMES.includes(status);

const isTold = (status: string): status is PartnerOutcomeStatusView => status === 'declined' || isOutcome(status);

/** What both sides read of an end; its status as far as the reader of this mail may be told it. */
function outcomeView<Status extends string>(
    invite: Invite,
    mail: InviteMail,
    contact: string,
    isOf: (status: string) => status is Status,
): Omit<OutcomeMailModel, 'status'> & { status: Status } {
    const { status = '', nextStep = '' } = mail.outcome ?? {};
    if (!isOf(status)) throw new Error(`The mail ${mail.key} of the invite ${invite.id} tells no outcome.`);
    const ended = invite.timeline.findLast((event) => event.event === status);
    return {
        partner: partnerView(invite, contact),
        subscription: subscriptionView(invite),
        status,
        at: ended?.at ?? invite.createdAt,
        nextStep,
    };
}

/** What the mails say, from the row as it stands when they are sent. */
export const mailComposer = (partner: { contact: string; notify: readonly string[] }): MailComposer => ({
    compose: (invite, mail, links) => {
        switch (mail.kind) {
            case 'invite':
                return {
                    to: [invite.adminEmail],
                    ...inviteMail({
                        ...requestView(invite, partner.contact),
                        adminEmail: invite.adminEmail,
                        link: links.decide,
                    }),
                };
            case 'outcome-admin':
                return {
                    to: [invite.adminEmail],
                    ...outcomeMailToAdmin({
                        ...outcomeView(invite, mail, partner.contact, isOutcome),
                        adminEmail: invite.adminEmail,
                        statusLink: links.status,
                    }),
                };
            case 'outcome-partner':
                return {
                    to: partner.notify,
                    ...outcomeMailToPartner({
                        ...outcomeView(invite, mail, partner.contact, isTold),
                        inviteId: invite.id,
                        adminEmail: invite.adminEmail,
                        reason: null,
                    }),
                };
        }
    },
});
