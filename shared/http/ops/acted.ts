import { AppError } from '../../domain/errors.ts';
import { pathWith } from '../../views/ops/ops-parts.ts';
import { isFailedCode } from '../../views/words/ops/flash.ts';
import type { DoneCode, FailedCode } from '../../views/words/ops/flash.ts';
import type { Answer } from '../respond.ts';
import { seeOther } from '../respond.ts';

/** Nothing was done, for a reason that the page has words for. */
export const notActed = (path: string, failed: FailedCode): Answer => seeOther(pathWith(path, { failed }));

/**
 * Does what was pressed, and leads to the page that says what came of it. What stands against it is told there too, as
 * the page shows how it stands by now.
 *
 * @throws AppError for what no page of ours has words for: not found, or not available
 */
export async function acted(path: string, done: DoneCode, act: () => Promise<unknown>): Promise<Answer> {
    try {
        await act();
    } catch (error) {
        if (!(error instanceof AppError) || !isFailedCode(error.code)) throw error;
        return notActed(path, error.code);
    }
    return seeOther(pathWith(path, { done }));
}
