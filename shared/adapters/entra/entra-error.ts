import {
    AuthorizationResponseError,
    ClientError,
    ResponseBodyError,
    WWWAuthenticateChallengeError,
} from 'openid-client';
import { SignInError } from '../../ports/sign-in.ts';
import { answerRefusal, callbackRefusal, kindOfRefusal, kindOfStatus } from './refusal.ts';
import type { EntraRefusal } from './refusal.ts';

const NO_ANSWER = /^(E[A-Z]+|UND_ERR_[A-Z_]+|OAUTH_TIMEOUT|OAUTH_ABORT)$/;

interface Told {
    name?: unknown;
    message?: unknown;
    code?: unknown;
    cause?: unknown;
    claim?: unknown;
}

const isObject = (value: unknown): value is Told => typeof value === 'object' && value !== null;

/** An error and what it was caused by. Errors of Node are told by their members, whatever their class. */
function* chainOf(error: unknown): Generator<Told> {
    let at = error;
    for (let depth = 0; depth < 6 && isObject(at); depth += 1) {
        yield at;
        at = at.cause;
    }
}

/** Why there was no answer at all, or only half of one; undefined where there was one. */
function lackOfAnswer(error: unknown): string | undefined {
    const chain = [...chainOf(error)];
    const code = chain.map((one) => one.code).find((one) => typeof one === 'string' && NO_ANSWER.test(one));
    if (typeof code === 'string') return code;
    const isLacking = chain.some(({ name, message }) => name === 'TimeoutError' || message === 'fetch failed');
    return isLacking ? 'no answer' : undefined;
}

const refusedAs = (refusal: EntraRefusal, status?: number): SignInError => {
    const kind = kindOfStatus(status) ?? kindOfRefusal(refusal);
    const code = refusal.code === undefined ? undefined : `AADSTS${refusal.code}`;
    return new SignInError(kind, [`${kind}: ${refusal.error}`, code].filter(Boolean).join(' '), { code });
};

const unverified = (error: ClientError): SignInError => {
    const claim = [...chainOf(error)].map((one) => one.claim).find((one) => typeof one === 'string');
    const what = [error.code ?? 'unknown', claim].filter(Boolean).join(' ');
    return new SignInError('not-verified', `not-verified: ${what}`);
};

/** An answer with a status that is none of a token or a discovery document, told by its body where that is Entra's. */
async function ofAnswer(response: Response): Promise<SignInError> {
    const { status } = response;
    const text = status >= 400 && status < 500 ? await response.text().catch(() => '') : '';
    const refusal = answerRefusal(text);
    if (refusal !== undefined) return refusedAs(refusal, status);
    const kind = kindOfStatus(status) ?? 'unavailable';
    return new SignInError(kind, `${kind}: ${status}`);
}

/** The answer that the client could make nothing of. */
const answerOf = (error: ClientError): Response | undefined =>
    error.code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' && error.cause instanceof Response ? error.cause : undefined;

/**
 * What went wrong between Entra and us, in codes alone: the client's own errors hold answers, claims and
 * tokens, so neither their texts nor they themselves go on.
 *
 * @throws whatever it is where it is nothing of Entra's: a bug
 */
export async function asSignInError(error: unknown): Promise<SignInError> {
    if (error instanceof SignInError) return error;
    if (error instanceof AuthorizationResponseError) return refusedAs(callbackRefusal(error.cause));
    if (error instanceof ResponseBodyError) {
        return refusedAs(answerRefusal(JSON.stringify(error.cause)) ?? { error: 'unknown' }, error.status);
    }
    if (error instanceof WWWAuthenticateChallengeError) return await ofAnswer(error.response);
    const lack = lackOfAnswer(error);
    if (lack !== undefined) return new SignInError('unavailable', `unavailable: ${lack}`);
    if (!(error instanceof ClientError)) throw error;
    const answer = answerOf(error);
    if (answer !== undefined) return await ofAnswer(answer);
    if (error.code === 'OAUTH_RESPONSE_IS_NOT_JSON') {
        // A gateway speaks in Entra's place.
        return new SignInError('unavailable', 'unavailable: no answer of Entra');
    }
    return unverified(error);
}
