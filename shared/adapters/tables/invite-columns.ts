import { z } from 'zod';
import { FAILURE_CAUSES } from '../../domain/attach-outcome.ts';
import type { AttachOutcome } from '../../domain/attach-outcome.ts';
import { INVITE_ORIGINS, INVITE_STATUSES, MAIL_KINDS, SAID_OUTCOMES } from '../../domain/invite.ts';
import type { Invite } from '../../domain/invite.ts';
import { GUIDED_PRODUCTS } from '../../domain/products/product.ts';
import { NO_RELATIONSHIPS } from '../../domain/products/relationships.ts';
import { ASKED_WHY } from '../../domain/products/said.ts';
import type { Said } from '../../domain/products/said.ts';
import { inviteKey, partitionOfInvite } from './invite-rows.ts';
import { rowReader, toColumns } from './row-codec.ts';
import type { Row } from './table.ts';

/*
 * An invite as the columns of its row. What an older version has not written is read as what it was then.
 */

/** The columns that hold objects and lists. */
export const INVITE_JSON_COLUMNS = [
    'attach',
    'attachOutcome',
    'reminding',
    'mails',
    'timeline',
    'inForce',
    'said',
    'relationships',
    'alongside',
];

const inviteRow = (): z.ZodType<Invite> => {
    const work = z.object({
        attempt: z.number(),
        dueAt: z.iso.datetime(),
        failures: z.number(),
        failingSince: z.iso.datetime().nullable(),
        lastError: z.string().nullable(),
    });

    const status = z.enum(INVITE_STATUSES);

    const attachOutcome: z.ZodType<AttachOutcome> = z.union([
        z.object({ status: z.enum(['attached', 'unrecognised']) }),
        z.object({ status: z.literal('conflict'), otherPartnerId: z.string() }),
        z.object({
            status: z.literal('failed'),
            cause: z.literal('delegated-conflict'),
            otherPartnerId: z.string(),
        }),
        z.object({ status: z.literal('failed'), cause: z.enum(FAILURE_CAUSES) }),
    ]);

    const said: z.ZodType<Said> = z.object({
        at: z.iso.datetime(),
        by: z.string(),
        askAt: z.iso.datetime().nullable(),
        asked: z.object({ at: z.iso.datetime(), until: z.iso.datetime(), why: z.enum(ASKED_WHY) }).nullable(),
        lapsedAt: z.iso.datetime().nullable(),
        proof: z
            .object({
                note: z.string(),
                at: z.iso.datetime(),
                checked: z.object({ at: z.iso.datetime(), by: z.string().nullable() }).nullable(),
            })
            .nullable(),
    });

    const relationships = z.object({
        gdap: z.union([z.object({ id: z.string() }), z.object({ link: z.string() })]).nullable(),
        reseller: z.enum(['direct', 'indirect']).nullable(),
    });

    const facts = {
        id: z.string(),
        status,
        origin: z.enum(INVITE_ORIGINS).default('partner'),
        subscriptionName: z.string().nullable().default(null),
        tenantId: z.string(),
        partnerId: z.string(),
        partnerName: z.string(),
        adminEmail: z.string(),
        customerName: z.string().nullable().default(null),
        note: z.string().nullable().default(null),
        locale: z.string().nullable().default(null),
        invitedBy: z.string().nullable().default(null),
        allowReplace: z.boolean(),
        createdAt: z.iso.datetime(),
        expiresInDays: z.number(),
        expiresAt: z.iso.datetime(),
        generation: z.number(),
        seed: z.string().min(22),
        consumedGeneration: z.number().nullable().default(null),
        confirmedBy: z.string().nullable().default(null),
        grantedAt: z.iso.datetime().nullable().default(null),
        accessBefore: z.boolean().nullable().default(null),
        declinedAt: z.iso.datetime().nullable().default(null),
        nextStep: z.string().nullable().default(null),
        attachOutcome: attachOutcome.nullable().default(null),
        outcomes: z.number(),
        attach: z
            .object({ task: z.enum(['attach', 'unlink']).default('attach'), generation: z.number(), work })
            .nullable()
            .default(null),
        reminding: z.object({ mailedAt: z.iso.datetime(), dueAt: z.iso.datetime() }).nullable().default(null),
        reminders: z.number().default(0),
        mails: z.array(
            z.object({
                key: z.string(),
                kind: z.enum(MAIL_KINDS),
                generation: z.number(),
                state: z.enum(['queued', 'sending', 'sent', 'failed', 'cancelled']),
                work,
                outcome: z
                    .object({
                        status,
                        nextStep: z.string(),
                        attach: attachOutcome.optional(),
                        said: z.enum(SAID_OUTCOMES).optional(),
                    })
                    .nullable(),
            }),
        ),
        timeline: z.array(z.object({ at: z.iso.datetime(), event: z.string(), status, detail: z.string().nullable() })),
        besideAnother: z.boolean(),
        erasedAt: z.iso.datetime().nullable().default(null),
        trace: z.string().nullable().default(null),
        inForce: z.object({ at: z.iso.datetime(), still: z.boolean() }).nullable().default(null),
        said: said.nullable().default(null),
        relationships: relationships.default(NO_RELATIONSHIPS),
        alongside: z.array(z.string()).default([]),
        lead: z.string().nullable().default(null),
    };

    return z.union([
        z.strictObject({
            ...facts,
            product: z.literal('azure'),
            subscriptionId: z.string(),
            productName: z.null().default(null),
        }),
        z.strictObject({
            ...facts,
            product: z.enum(GUIDED_PRODUCTS),
            subscriptionId: z.string().nullable().default(null),
            productName: z.string().nullable().default(null),
        }),
    ]);
};

export const toInviteRow = (invite: Invite): Row => ({
    ...toColumns({ ...invite }),
    partitionKey: partitionOfInvite(invite.id),
    rowKey: inviteKey(invite.id),
});

export const fromInviteRow = rowReader(inviteRow, INVITE_JSON_COLUMNS);
