import { z } from 'zod';
import { RefusedRequest } from './refusals.ts';

/** What a `claims` request asks of the sign-in beyond a password. */
export interface StepUp {
    /** Authentication contexts, such as `p1`. */
    acrs: string[];
}

const claimsSchema = z.looseObject({
    access_token: z
        .looseObject({
            acrs: z
                .looseObject({ value: z.string().optional(), values: z.array(z.string()).default([]) })
                .nullable()
                .optional(),
        })
        .optional(),
});

const parse = (text: string): unknown => {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
};

/**
 * Whether the access token is to say that it was got by multi-factor authentication: a `claims` parameter demands
 * anything of it. `xms_cc` demands nothing, it only says what the client understands.
 *
 * @throws RefusedRequest where the parameter is no such JSON
 */
export const readStepUp = (claims: string | null): StepUp | undefined => {
    if (claims === null) return undefined;
    const parsed = claimsSchema.safeParse(parse(claims));
    if (!parsed.success) {
        throw new RefusedRequest('invalid_request', 9002313, "Invalid request. The parameter 'claims' is malformed.");
    }
    const { access_token: wanted = {} } = parsed.data;
    if (Object.keys(wanted).every((name) => name === 'xms_cc')) return undefined;
    const { value, values = [] } = wanted.acrs ?? {};
    return { acrs: [...(value === undefined ? [] : [value]), ...values] };
};
