import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';

/** What the SDK packs into the token; Table Storage refuses anything else. */
const position = z.strictObject({ nextPartitionKey: z.string().min(1), nextRowKey: z.string().min(1).optional() });

/** The refusal of a continuation that no page of ours ended with. */
export function foreignContinuation(cause?: unknown): AppError {
    const message = 'give back the continuation of the page before, unchanged';
    return new AppError(
        'validation-failed',
        `continuation: ${message}`,
        { errors: [{ field: 'continuation', message }] },
        { cause },
    );
}

/**
 * A continuation comes back from the caller, so it is not trusted: what it leads to is still bound by
 * the filter.
 *
 * @throws AppError `validation-failed` where it is none of ours
 */
export function checkContinuation(token: string): string {
    try {
        position.parse(JSON.parse(Buffer.from(token, 'base64').toString('latin1')));
    } catch (error) {
        throw foreignContinuation(error);
    }
    return token;
}
