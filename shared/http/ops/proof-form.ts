import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import type { Operator } from '../../domain/ops/operator.ts';
import type { ProofNote } from '../../domain/products/proof.ts';
import { readForm } from '../form.ts';
import { proofRequest } from '../proof-request.ts';

const form = z.strictObject({ note: z.string().default(''), checked: z.literal('yes').optional() });

/** Encoded, each character of the note may take nine bytes. */
const MOST_BYTES = 8_192;

/**
 * What is to be written down of a proof; who looked at it is who has signed in. Undefined where it has no note, or one
 * that is too long.
 *
 * @throws AppError where it is no form of ours
 */
export async function readProofForm(request: HttpRequest, { name }: Operator): Promise<ProofNote | undefined> {
    const { note, checked } = await readForm(request, form, { most: MOST_BYTES });
    // Browsers end the lines of a text with both characters; a note is one line.
    const parsed = proofRequest.shape.note.safeParse(note.replace(/\s*[\r\n]+\s*/g, ' ').trim());
    if (!parsed.success) return undefined;
    return { note: parsed.data, checked: checked === 'yes' ? { by: name } : undefined };
}
