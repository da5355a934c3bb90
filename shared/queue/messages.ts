import { z } from 'zod';
import { lazily } from '../lazily.ts';
import type { QueueMessages, QueueName } from '../ports/queue.ts';

const id = () => z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
const attempt = () => z.number().int().min(1).max(1_000_000);

/** Message bodies, validated like anything else that comes in; unknown fields are refused. */
export const messageSchemas = lazily(
    () =>
        ({
            'outbound-mail': z.union([
                z.strictObject({ inviteId: id(), mail: id(), attempt: attempt() }),
                z.strictObject({ kind: z.literal('report'), reportId: id(), attempt: attempt() }),
            ]),
            'attach-requests': z.strictObject({
                inviteId: id(),
                generation: z.number().int().min(1),
                attempt: attempt(),
            }),
            'audit-tenants': z.strictObject({ runId: id(), tenantId: id(), attempt: attempt() }),
        }) satisfies { [Name in QueueName]: z.ZodType<QueueMessages[Name]> },
);
