import { z } from 'zod';
import { lazily } from '../../lazily.ts';

/** What is no JSON, a gateway's page for example, says nothing that could be read. */
export const jsonOf = (text: string | null | undefined): unknown => {
    try {
        return JSON.parse(text ?? 'null') as unknown;
    } catch {
        return undefined;
    }
};

/** A code is one word: anything else that stands there may be anything, and codes go into logs. */
const armError = lazily(() => z.looseObject({ error: z.looseObject({ code: z.string().regex(/^[\w.]{1,100}$/) }) }));

/** The code of ARM's error body; undefined where it is none. */
export const errorCodeOf = (body: unknown): string | undefined => armError().safeParse(body).data?.error.code;
