import type { Said } from '../domain/products/said.ts';
import { saidState } from '../domain/products/said.ts';

/** What a customer said that it did by hand; null where nothing was said. `by` is null once names were erased. */
export const saidJson = (said: Said | null): Record<string, unknown> | null =>
    said && {
        at: said.at,
        by: said.by === '' ? null : said.by,
        state: saidState(said),
        askAgainAt: said.askAt,
        asked: said.asked,
        lapsedAt: said.lapsedAt,
        proof: said.proof && {
            note: said.proof.note,
            at: said.proof.at,
            checkedAt: said.proof.checked?.at ?? null,
            checkedBy: said.proof.checked?.by ?? null,
        },
    };
