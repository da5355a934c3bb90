import pLimit from 'p-limit';
import { AppError, STATUS_OF } from '../../domain/errors.ts';
import { previewInvite } from '../../use-cases/invites/preview-invite.ts';
import type { PreviewDependencies } from '../../use-cases/invites/preview-invite.ts';
import type { FileRow } from './invite-rows.ts';

const AT_ONCE = 16;

/** A person waits: what is not looked up by then, in ms, is said when it is sent. */
const LONGEST_MS = 60_000;

async function reasonAgainst(deps: PreviewDependencies, row: FileRow): Promise<string | undefined> {
    if (row.request === undefined) return undefined;
    try {
        await previewInvite(deps, row.request);
        return undefined;
    } catch (error) {
        if (error instanceof AppError && STATUS_OF[error.code] < 500) return error.message;
        throw error;
    }
}

/** The rows, with what would stand against them if they were sent now. Nothing is recorded. */
export async function lookUpRows(
    deps: PreviewDependencies,
    rows: readonly FileRow[],
): Promise<{ rows: FileRow[]; notLookedUp: number }> {
    const until = deps.clock.now().getTime() + LONGEST_MS;
    let notLookedUp = 0;
    const looked = await pLimit(AT_ONCE).map(rows, async (row): Promise<FileRow> => {
        if (deps.clock.now().getTime() > until) {
            if (row.request !== undefined) notLookedUp += 1;
            return row;
        }
        const reason = await reasonAgainst(deps, row);
        return reason === undefined ? row : { ...row, request: undefined, reasons: [reason] };
    });
    return { rows: looked, notLookedUp };
}
