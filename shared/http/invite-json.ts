import { z } from 'zod';
import type { Config } from '../config.ts';
import { INVITE_STATUSES, isAzure, isErased, quickLinkPath } from '../domain/invite.ts';
import type { Invite } from '../domain/invite.ts';
import { guid, mailAddress, partnerId, plainText } from './fields.ts';
import { pageQuery, validate } from './parse.ts';
import { saidJson } from './said-json.ts';
import { AppError } from '../domain/errors.ts';

// What mail programs make a link of by themselves counts too: a note must not lead anywhere.
const WEB_ADDRESS = /:\/\/|www\.|(?<![\p{L}\p{N}-])([\p{L}\p{N}-]+\.)+\p{L}{2,}(?![\p{L}\p{N}])/iu;

const DAYS = 'days from 1 to 90';

/** Body of `POST /api/invites`, and a row of the batch. */
export const inviteRequest = z.strictObject({
    subscriptionId: guid,
    adminEmail: mailAddress,
    tenantId: guid.optional(),
    partnerId: partnerId.optional(),
    customerName: plainText(200).optional(),
    note: plainText(1000)
        .refine((text) => !WEB_ADDRESS.test(text), 'no web or mail addresses: the reader could not tell them from ours')
        .optional(),
    locale: z
        .string()
        .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'a language tag, as in en or pt-BR')
        .optional(),
    expiresInDays: z.int(DAYS).min(1, DAYS).max(90, DAYS).optional(),
    allowReplace: z.boolean().optional(),
    invitedBy: plainText(200).optional(),
    product: z.literal('azure').optional(),
});

/** The columns of a CSV that are no text. */
export const INVITE_COLUMNS = { booleans: ['allowReplace'], numbers: ['expiresInDays'] } as const;

/** Query of `GET /api/invites`. */
export const inviteListQuery = z.strictObject({
    status: z.enum(INVITE_STATUSES).optional(),
    subscriptionId: guid.optional(),
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
        said: saidJson(invite.said),
        timeline: invite.timeline,
    });
