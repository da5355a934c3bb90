import { z } from 'zod';
import type { Config } from '../config.ts';
import { INVITE_STATUSES, isAzure, isErased } from '../domain/invite.ts';
import { quickLinkPath } from '../domain/page-paths.ts';
import type { Invite } from '../domain/invite.ts';
import { PRODUCTS } from '../domain/products/product.ts';
import type { Relationships } from '../domain/products/relationships.ts';
import { guid } from './fields.ts';
import { pageQuery } from './page-query.ts';
import { validate } from './parse.ts';
import { saidJson } from './said-json.ts';
import { AppError } from '../domain/errors.ts';

/** Query of `GET /api/invites`. */
export const inviteListQuery = z.strictObject({
    status: z.enum(INVITE_STATUSES).optional(),
    subscriptionId: guid.optional(),
    product: z.enum(PRODUCTS).optional(),
    ...pageQuery,
});

/** An invite's ID in a path; anything that is none is not found. */
export function inviteIdOf(params: Readonly<Record<string, string>>): string {
    const parsed = guid.safeParse(params.id);
    if (!parsed.success) throw new AppError('not-found', 'There is no invite of this ID.');
    return parsed.data;
}

/** `Idempotency-Key`, where it is given. */
export const idempotencyKeyOf = (value: string | null): string | undefined =>
    value === null
        ? undefined
        : validate(
              z.object({
                  'Idempotency-Key': z.string().regex(/^[\x21-\x7e]{1,200}$/, '1 to 200 visible ASCII characters'),
              }),
              { 'Idempotency-Key': value },
          )['Idempotency-Key'];

/** As they were asked for; null where none were. */
const relationshipsJson = ({ gdap, reseller }: Relationships): object | null => {
    if (gdap === null && reseller === null) return null;
    const gdapRelationship = gdap === null ? null : 'id' in gdap ? gdap.id : gdap.link;
    return { gdapRelationship, resellerInvitation: reseller };
};

/** What an invite's JSON depends on beside the invite. */
export interface InviteJsonContext {
    confirmationMode: Config['confirmationMode'];
    publicBaseUrl: string;
}

/**
 * An invite as the partner sees it. `quickLink` carries no token: where the customer signs in it needs none and
 * may be handed on; where possession of the mailbox decides, it is null and the link travels by mail alone.
 */
export const inviteJson =
    ({ confirmationMode, publicBaseUrl }: InviteJsonContext) =>
    (invite: Invite): Record<string, unknown> => ({
        id: invite.id,
        status: invite.status,
        product: invite.product,
        productName: invite.productName,
        subscriptionId: invite.subscriptionId,
        tenantId: invite.tenantId,
        partnerId: invite.partnerId,
        partnerName: invite.partnerName,
        adminEmail: isErased(invite) ? null : invite.adminEmail,
        customerName: invite.customerName,
        note: invite.note,
        locale: invite.locale,
        invitedBy: invite.invitedBy,
        origin: invite.origin,
        confirmedBy: invite.confirmedBy,
        allowReplace: invite.allowReplace,
        createdAt: invite.createdAt,
        expiresAt: invite.expiresAt,
        erasedAt: invite.erasedAt,
        quickLink: confirmationMode === 'signin' && isAzure(invite) ? `${publicBaseUrl}${quickLinkPath(invite)}` : null,
        nextStep: invite.nextStep,
        lead: invite.lead,
        alongside: invite.alongside,
        relationships: relationshipsJson(invite.relationships),
        said: saidJson(invite.said),
        timeline: invite.timeline,
    });
