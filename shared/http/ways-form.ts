import { z } from 'zod';
import { ATTESTED_WAYS } from '../domain/customer.ts';

/** The forms of the page of the other ways. */
export const waysForm = z.discriminatedUnion(
    'decision',
    [
        z.strictObject({ decision: z.literal('check') }),
        z.strictObject({ decision: z.literal('attest'), how: z.enum(ATTESTED_WAYS, ATTESTED_WAYS.join(' or ')) }),
    ],
    'check or attest',
);
