import { z } from 'zod';

/** A GUID as Azure writes it, in any case, kept in lower case; braces are refused. */
export const guid = z
    .string()
    .regex(
        /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
        'a GUID without braces, as in 00000000-0000-4000-8000-000000000001',
    )
    .transform((id) => id.toLowerCase());

export const partnerId = z.string().regex(/^\d{5,10}$/, 'a location partner ID: 5 to 10 digits');

/** Kept as given; compared without case. At most 254 characters, as mail allows. */
export const mailAddress = z
    .string()
    .max(254, 'at most 254 characters')
    .pipe(z.email('a mail address, as in admin@contoso.example'));

// C0 and C1 control characters, line and paragraph separators. Right-to-left marks are kept: names may need them.
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** Text that people read: trimmed, no control characters, lone surrogates refused. */
export const plainText = (max: number) =>
    z
        .string()
        .transform((text) => text.trim())
        .pipe(
            z
                .string()
                .min(1, 'not empty')
                .max(max, `at most ${max} characters`)
                .refine((text) => !CONTROL.test(text), 'no control characters or line breaks')
                .refine((text) => text.isWellFormed(), 'valid Unicode'),
        );
