import type { AzureInvite, GuidedInvite, Invite } from '../domain/invite.ts';
import { isAzure, SECOND_THOUGHTS_MS } from '../domain/invite.ts';
import type { RelationshipLink } from '../domain/products/relationship-links.ts';
import type { OtherRequestView, PartnerView, ProductView, RequestView, SubscriptionView } from './view-models.ts';

/** What of an invite its pages and mails show. */
export const partnerView = (invite: Invite, contact: string): PartnerView => ({
    name: invite.partnerName,
    id: invite.partnerId,
    contact,
});

export const subscriptionView = (invite: AzureInvite): SubscriptionView => ({
    id: invite.subscriptionId,
    name: invite.subscriptionName,
    tenantId: invite.tenantId,
    customerName: invite.customerName,
});

export const productView = (invite: GuidedInvite): ProductView => ({
    id: invite.product,
    name: invite.productName,
    subscription: invite.subscriptionId === null ? null : { id: invite.subscriptionId, name: invite.subscriptionName },
    tenantId: invite.tenantId,
    customerName: invite.customerName,
});

/** After a decline the link stays open for second thoughts. */
export const openUntil = (invite: Invite): string =>
    invite.declinedAt === null
        ? invite.expiresAt
        : new Date(Date.parse(invite.declinedAt) + SECOND_THOUGHTS_MS).toISOString();

const APPLICATION = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Nobody signs for what an audit led to, and the ID of a script tells a customer nothing: the partner itself asks. */
export const signedBy = ({ origin, invitedBy }: Invite): string | null =>
    origin === 'auto-invite' || (invitedBy !== null && APPLICATION.test(invitedBy)) ? null : invitedBy;

export const requestView = (
    invite: AzureInvite,
    contact: string,
    relationships: readonly RelationshipLink[],
): RequestView => ({
    partner: partnerView(invite, contact),
    subscription: subscriptionView(invite),
    invitedBy: signedBy(invite),
    invitedAt: invite.createdAt,
    note: invite.note,
    openUntil: openUntil(invite),
    replaces: invite.allowReplace,
    relationships,
});

export const otherRequestView = (
    { invite, link }: { invite: Invite; link: string },
    contact: string,
): OtherRequestView => ({
    partner: partnerView(invite, contact),
    ...(isAzure(invite) ? { subscription: subscriptionView(invite) } : { product: productView(invite) }),
    openUntil: openUntil(invite),
    link,
});
