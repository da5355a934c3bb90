import { z } from 'zod';
import type { SignInErrorKind } from '../../ports/sign-in.ts';

/** What Entra says instead of a code or a token. */
export interface EntraRefusal {
    /** Of OAuth: `access_denied`. */
    error: string;
    /** The number of `AADSTS…`. */
    code?: number | undefined;
    /** `error_subcode` of a redirect. */
    subcode?: string | undefined;
}

/** Entra's own codes say more than the OAuth error beside them, and stay the same where that changes. */
const BY_CODE: ReadonlyMap<number, SignInErrorKind> = new Map([
    [65004, 'consent-refused'],
    // Nobody consented yet: Entra's pages ask.
    [65001, 'interaction-required'],
    [90008, 'consent-not-allowed'],
    [90093, 'consent-not-allowed'],
    [90094, 'consent-not-allowed'],
    [90095, 'consent-not-allowed'],
    [50058, 'interaction-required'],
    [16000, 'interaction-required'],
    // Multi-factor authentication or a policy of the tenant wants more of the person.
    [50072, 'interaction-required'],
    [50074, 'interaction-required'],
    [50076, 'interaction-required'],
    [50079, 'interaction-required'],
    [50158, 'interaction-required'],
    [54005, 'code-spent'],
    [70000, 'code-spent'],
    [70008, 'code-spent'],
    // Of another tenant, under another verifier, or no code at all.
    [700005, 'not-verified'],
    [501481, 'not-verified'],
    [9002313, 'not-verified'],
    [90033, 'unavailable'],
    [90036, 'unavailable'],
]);

const BY_ERROR: ReadonlyMap<string, SignInErrorKind> = new Map([
    ['access_denied', 'cancelled'],
    ['login_required', 'interaction-required'],
    ['interaction_required', 'interaction-required'],
    ['account_selection_required', 'interaction-required'],
    ['consent_required', 'interaction-required'],
    ['temporarily_unavailable', 'unavailable'],
    ['server_error', 'unavailable'],
    ['invalid_grant', 'code-spent'],
]);

/** What a refusal means; everything that is not known is Entra refusing our application. */
export function kindOfRefusal({ error, code, subcode }: EntraRefusal): SignInErrorKind {
    // Turning back among the accounts carries the code of a refused consent.
    if (error === 'access_denied' && subcode === 'cancel') return 'cancelled';
    return BY_CODE.get(code ?? 0) ?? BY_ERROR.get(error) ?? 'refused';
}

/** What a status alone means, whatever stands in the answer; undefined where the answer has to be read. */
export const kindOfStatus = (status = 200): SignInErrorKind | undefined =>
    status === 429 || status >= 500 ? 'unavailable' : undefined;

/** An error of OAuth is a word: anything else is nothing to repeat. */
const word = (text: string): string => (/^[a-z_]{1,40}$/.test(text) ? text : 'unknown');

const codeIn = (description: string | null | undefined): number | undefined => {
    const [, digits] = /AADSTS(\d{4,9})\b/.exec(description ?? '') ?? [];
    return digits === undefined ? undefined : Number(digits);
};

/** The refusal that a redirect brought. */
export const callbackRefusal = (callback: URLSearchParams): EntraRefusal => ({
    error: word(callback.get('error') ?? ''),
    code: codeIn(callback.get('error_description')),
    subcode: callback.get('error_subcode') ?? undefined,
});

const errorBody = z.looseObject({
    error: z.string(),
    error_description: z.string().optional(),
    error_codes: z.array(z.number()).optional(),
});

/** The refusal in the body of an answer; undefined where it is none of Entra's. */
export function answerRefusal(text: string): EntraRefusal | undefined {
    const body = errorBody.safeParse(jsonOf(text)).data;
    if (body === undefined) return undefined;
    return { error: word(body.error), code: body.error_codes?.[0] ?? codeIn(body.error_description) };
}

function jsonOf(text: string): unknown {
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return undefined;
    }
}
