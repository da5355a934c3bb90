import { z } from 'zod';
import { refusedField } from '../../domain/errors.ts';
import type { AppError } from '../../domain/errors.ts';
import { lazily } from '../../lazily.ts';

/** What the SDK packs into the token; Table Storage refuses anything else. */
const position = lazily(() =>
    z.strictObject({ nextPartitionKey: z.string().min(1), nextRowKey: z.string().min(1).optional() }),
);

/** The refusal of a continuation that no page of ours ended with. */
export const foreignContinuation = (cause?: unknown): AppError =>
    refusedField('continuation', 'give back the continuation of the page before, unchanged', { cause });

/**
 * A continuation comes back from the caller, so it is not trusted: what it leads to is still bound by
 * the filter.
 *
 * @throws AppError `validation-failed` where it is none of ours
 */
export function checkContinuation(token: string): string {
    try {
        position().parse(JSON.parse(Buffer.from(token, 'base64').toString('latin1')));
    } catch (error) {
        throw foreignContinuation(error);
    }
    return token;
}
