import { retryAttach } from '../attach-transitions.ts';
import { isErased } from '../invite.ts';
import type { Invite, InviteMail } from '../invite.ts';
import { isUnsent } from '../invite-story.ts';
import { resend, revoke } from '../invite-transitions.ts';
import { saidStateOf } from '../products/said.ts';
import type { InvitesQuery, InviteStory, OpsInvite, OpsMail } from './invite-list.ts';
import { latestFirst } from './order.ts';
import type { Order } from './order.ts';
import { searchFor } from './search.ts';

export const INVITE_KEY_PARTS = 2;

/** Newest first. */
export const INVITE_ORDER: Order<Pick<OpsInvite, 'createdAt' | 'id'>> = {
    name: 'created',
    keyOf: ({ createdAt, id }) => [latestFirst(createdAt), id],
};

export function fitsInvite({
    status,
    product,
    tenantId,
    search,
}: Omit<InvitesQuery, 'cursor'>): (invite: OpsInvite) => boolean {
    const matches = searchFor(search);
    return (invite) =>
        (status === undefined || invite.status === status) &&
        (product === undefined || invite.product === product) &&
        (tenantId === undefined || invite.tenantId === tenantId) &&
        matches(
            ...[invite.customerName, invite.subscriptionName, invite.adminEmail],
            ...[invite.product, invite.productName],
            ...[invite.subscriptionId, invite.tenantId, invite.id],
        );
}

export const listedInvite = (invite: Invite): OpsInvite => ({
    id: invite.id,
    status: invite.status,
    origin: invite.origin,
    product: invite.product,
    productName: invite.productName,
    subscriptionId: invite.subscriptionId,
    subscriptionName: invite.subscriptionName,
    tenantId: invite.tenantId,
    customerName: invite.customerName,
    adminEmail: invite.adminEmail,
    invitedBy: invite.invitedBy,
    createdAt: invite.createdAt,
    expiresAt: invite.expiresAt,
    nextStep: invite.nextStep,
    erasedAt: invite.erasedAt,
    saidState: saidStateOf(invite),
});

const mailView = (mail: InviteMail): OpsMail => ({
    key: mail.key,
    kind: mail.kind,
    state: mail.state,
    dueAt: isUnsent(mail) ? mail.work.dueAt : null,
    lastError: mail.work.lastError,
});

/** Only asked whether it would apply; what a real one is made from does not matter. */
const ANY_SEED = '-';

/**
 * An invite with all that may be told of it.
 *
 * @param together the others that one mail told of together with it
 */
export const inviteStory = (invite: Invite, now: Date, together: readonly Invite[] = []): InviteStory => ({
    asOf: now.toISOString(),
    invite: {
        ...listedInvite(invite),
        partnerId: invite.partnerId,
        partnerName: invite.partnerName,
        note: invite.note,
        locale: invite.locale,
        allowReplace: invite.allowReplace,
        generation: invite.generation,
        confirmedBy: invite.confirmedBy,
        reminders: invite.reminders,
        timeline: invite.timeline,
        said: invite.said,
        relationships: invite.relationships,
    },
    mails: invite.mails.map(mailView),
    together: together.map(listedInvite),
    can: {
        resend: resend(invite, ANY_SEED, now) !== undefined,
        revoke: revoke(invite, now) !== undefined,
        retry: retryAttach(invite, now) !== undefined,
        proof: invite.said !== null && !isErased(invite),
    },
});
