import { z } from 'zod';
import { waitFor, type Answer, type Stack } from './stack.ts';

const letter = z.strictObject({
    id: z.string(),
    queue: z.string(),
    messageId: z.string(),
    reason: z.string().min(1),
    detail: z.string().min(1),
    about: z.record(z.string(), z.string()).nullable(),
    deadLetteredAt: z.iso.datetime(),
    retriedAt: z.iso.datetime().nullable(),
});

export type Letter = z.infer<typeof letter>;

/** What could not be done, newest first. */
export const deadLetters = async (stack: Stack): Promise<Letter[]> =>
    z.object({ items: z.array(letter) }).parse((await stack.api('GET', '/api/dead-letters?limit=1000')).body).items;

/** Waits until there are as many on a queue as there should be; more than that ends the wait as well. */
export const whenDeadLetters = (stack: Stack, queue: string, count: number): Promise<Letter[]> =>
    waitFor(
        `${count} dead letters of ${queue}`,
        async () => {
            const found = (await deadLetters(stack)).filter((each) => each.queue === queue);
            return found.length >= count ? found : undefined;
        },
        60,
    );

export const retryDeadLetter = (stack: Stack, { id }: Letter): Promise<Answer> =>
    stack.api('POST', `/api/dead-letters/${id}/retry`);
