import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { parseIsoDuration } from './iso-duration.ts';
import type { QueueSettings } from './queue/queue.ts';

const duration = (limit: string) =>
    z.string().refine(
        (text) => {
            const milliseconds = parseIsoDuration(text);
            return milliseconds !== undefined && milliseconds > 0 && milliseconds <= (parseIsoDuration(limit) ?? 0);
        },
        { error: `must be an ISO 8601 duration above zero and at most ${limit}, such as PT1M` },
    );

const queueDefinition = z.strictObject({
    name: z
        .string()
        .max(260)
        .regex(
            /^[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?$/,
            'must be letters, digits, dots, hyphens or underscores',
        ),
    lockDuration: duration('PT5M').optional(),
    maxDeliveryCount: z.int().min(1).max(2000).optional(),
    requiresDuplicateDetection: z.boolean().optional(),
    duplicateDetectionHistoryTimeWindow: duration('P7D').optional(),
    defaultMessageTimeToLive: duration('P10675199D').optional(),
    deadLetteringOnMessageExpiration: z.boolean().optional(),
});

const queueDefinitions = z.array(queueDefinition).superRefine((queues, context) => {
    const names = new Set<string>();
    for (const [index, { name }] of queues.entries()) {
        if (names.has(name.toLowerCase())) {
            context.addIssue({ code: 'custom', path: [index, 'name'], message: `"${name}" is defined twice` });
        }
        names.add(name.toLowerCase());
    }
});

/**
 * One queue, named as the properties of a `Microsoft.ServiceBus/namespaces/queues` resource, durations in ISO 8601.
 * What is left out is as in Azure: locks of a minute, ten deliveries, no duplicate detection (window ten minutes),
 * messages that live for ever and that vanish when their own time to live is over.
 */
export type QueueDefinition = z.infer<typeof queueDefinition>;

const describe = (error: z.ZodError, what: string): Error =>
    new Error(
        `${what}: ${error.issues.map(({ path, message }) => `${path.join('.') || 'document'}: ${message}`).join('; ')}`,
        { cause: error },
    );

/**
 * The queues of a definition file `{ "queues": [QueueDefinition, ...] }`.
 *
 * @throws Error naming the file and everything that is wrong in it
 */
export const readQueueDefinitions = async (file: string): Promise<QueueDefinition[]> => {
    const text = await readFile(file, 'utf8').catch((cause: unknown) => {
        throw new Error(`The queue definitions ${file} cannot be read`, { cause });
    });
    let document: unknown;
    try {
        document = JSON.parse(text);
    } catch (cause) {
        throw new Error(`The queue definitions ${file} are not JSON`, { cause });
    }
    const parsed = z.strictObject({ queues: queueDefinitions }).safeParse(document);
    if (!parsed.success) throw describe(parsed.error, `The queue definitions ${file} are not valid`);
    return parsed.data.queues;
};

const milliseconds = (text: string | undefined, fallback: number): number =>
    text === undefined ? fallback : (parseIsoDuration(text) ?? fallback);

/**
 * Definitions as the broker works with them, in milliseconds and with Azure's defaults filled in.
 *
 * @throws Error naming everything that is wrong
 */
export const toQueueSettings = (definitions: readonly QueueDefinition[]): QueueSettings[] => {
    const parsed = queueDefinitions.safeParse(definitions);
    if (!parsed.success) throw describe(parsed.error, 'The queue definitions are not valid');
    return parsed.data.map((queue) => ({
        name: queue.name,
        lockMs: milliseconds(queue.lockDuration, 60_000),
        maxDeliveryCount: queue.maxDeliveryCount ?? 10,
        duplicateWindowMs:
            queue.requiresDuplicateDetection === true
                ? milliseconds(queue.duplicateDetectionHistoryTimeWindow, 600_000)
                : undefined,
        timeToLiveMs: milliseconds(queue.defaultMessageTimeToLive, Infinity),
        deadLetterOnExpiry: queue.deadLetteringOnMessageExpiration ?? false,
    }));
};
