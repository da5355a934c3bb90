import { AppError } from '../../domain/errors.ts';
import { foreignCursor } from '../../domain/ops/order.ts';

/**
 * A page of a list that goes on by a continuation of the store, which stands in the address as `cursor`.
 *
 * @throws AppError `validation-failed` by the name that stands in the address, where the store knows no such place
 */
export async function byCursor<Page>(
    cursor: string | undefined,
    read: (continuation: string | undefined) => Promise<Page>,
): Promise<Page> {
    try {
        return await read(cursor);
    } catch (error) {
        // Nothing else of such a question was given by whoever asks.
        const isRefused = error instanceof AppError && error.code === 'validation-failed';
        throw isRefused && cursor !== undefined ? foreignCursor(error) : error;
    }
}
