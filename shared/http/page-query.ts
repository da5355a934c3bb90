import { z } from 'zod';

/** `limit` and `continuation` of every list. */
export const pageQuery = {
    limit: z
        .string()
        .regex(/^\d{1,4}$/, 'a whole number from 1 to 1000')
        .transform(Number)
        .refine((n) => n >= 1 && n <= 1000, 'a whole number from 1 to 1000')
        .default(100),
    continuation: z.string().max(2000).optional(),
};

/** Query of a list that takes nothing else. */
export const pageOnly = z.strictObject(pageQuery);
