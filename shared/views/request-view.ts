import type { Invite } from '../domain/invite.ts';
import { SECOND_THOUGHTS_MS } from '../domain/invite.ts';
import type { PartnerView, RequestView, SubscriptionView } from './view-models.ts';

/** What of an invite its pages and mails show. */
export const partnerView = (invite: Invite, contact: string): PartnerView => ({
    name: invite.partnerName,
    id: invite.partnerId,
    contact,
});

export const subscriptionView = (invite: Invite): SubscriptionView => ({
    id: invite.subscriptionId,
    name: invite.subscriptionName,
    tenantId: invite.tenantId,
    customerName: invite.customerName,
});

/** After a decline the link stays open for second thoughts. */
const openUntil = (invite: Invite): string =>
    invite.declinedAt === null
        ? invite.expiresAt
        : new Date(Date.parse(invite.declinedAt) + SECOND_THOUGHTS_MS).toISOString();

export const requestView = (invite: Invite, contact: string): RequestView => ({
    partner: partnerView(invite, contact),
    subscription: subscriptionView(invite),
    invitedBy: invite.invitedBy,
    invitedAt: invite.createdAt,
    note: invite.note,
    openUntil: openUntil(invite),
    replaces: invite.allowReplace,
});
