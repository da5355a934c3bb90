import { z } from 'zod';
import { refusedField } from '../domain/errors.ts';
import type { Operator } from '../domain/ops/operator.ts';
import type { ProofNote } from '../domain/products/proof.ts';
import { plainText } from './fields.ts';
import { namedOrCaller } from './partner-api/inviter.ts';

/** Body of `PUT /api/invites/{id}/proof`. */
export const proofRequest = z.strictObject({
    note: plainText(500),
    checked: z.boolean().optional(),
    checkedBy: plainText(200).optional(),
});

/**
 * What is to be written down, with who checked it.
 *
 * @throws AppError `validation-failed` where somebody is named who checked nothing, or is not the caller
 */
export function proofOf(asked: z.infer<typeof proofRequest>, caller: Operator | undefined): ProofNote {
    const { note, checked = false, checkedBy } = asked;
    if (!checked && checkedBy !== undefined) throw refusedField('checkedBy', 'only where checked is true');
    return { note, checked: checked ? { by: namedOrCaller('checkedBy', checkedBy, caller) ?? null } : undefined };
}
