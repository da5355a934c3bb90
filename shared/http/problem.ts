import { AppError, STATUS_OF } from '../domain/errors.ts';
import type { ErrorCode } from '../domain/errors.ts';
import type { Answer } from './respond.ts';

const TITLES: Record<ErrorCode, string> = {
    'validation-failed': 'The request does not fit.',
    'malformed-body': 'The body cannot be read.',
    'empty-body': 'The body is empty.',
    'tenant-required': 'The tenant is needed.',
    'tenant-mismatch': 'The subscription belongs to another tenant.',
    'subscription-not-found': 'There is no such subscription.',
    'sign-in-expired': 'The sign-in took too long, was used before, or belongs to another browser.',
    'sign-in-not-verified': 'What came back from the sign-in cannot be trusted.',
    unauthorised: 'Not authorised.',
    'cross-site': 'The request came from another site.',
    forbidden: 'Not for this account.',
    'sign-in-refused': 'The sign-in leads no further.',
    'not-found': 'Not found.',
    'invite-exists': 'There is a live invite already.',
    'partner-id-mismatch': 'The customer has another partner ID.',
    'invalid-state': 'Not in this state.',
    'not-retryable': 'This cannot be done again.',
    'opted-out': 'This mailbox wants no more requests.',
    'no-recipients': 'Nobody is set to get it.',
    'link-gone': 'This link no longer works.',
    'body-too-large': 'The body is too large.',
    'too-many-rows': 'Too many rows.',
    'unsupported-media-type': 'Unsupported media type.',
    'idempotency-mismatch': 'The idempotency key was used for another request.',
    'mail-limit': 'Too many mails to this address today.',
    internal: 'Something went wrong.',
    unavailable: 'Not available at the moment.',
};

/** RFC 9457 problem details. `code` is stable; `type` needs no lookup. */
export interface Problem {
    type: 'about:blank';
    title: string;
    status: number;
    code: ErrorCode;
    detail?: string;
    [extra: string]: unknown;
}

/** What a caller is told of an error: everything of a refusal, nothing of a bug. */
export function toProblem(error: unknown): Problem {
    const code: ErrorCode = error instanceof AppError ? error.code : 'internal';
    const status = STATUS_OF[code];
    const told = error instanceof AppError && status < 500 ? { detail: error.message, ...error.extra } : {};
    return { ...problemOf(code), ...told };
}

/** A problem that its code says enough about. */
export const problemOf = (code: ErrorCode): Problem => ({
    type: 'about:blank',
    title: TITLES[code],
    status: STATUS_OF[code],
    code,
});

export const problemResponse = (problem: Problem): Answer => ({
    status: problem.status,
    headers: {
        'content-type': 'application/problem+json',
        ...(typeof problem.retryAfterSeconds === 'number' ? { 'retry-after': String(problem.retryAfterSeconds) } : {}),
    },
    body: JSON.stringify(problem),
});

/** An error of a route that programs alone ask. */
export const tellPrograms = (error: unknown): Answer => problemResponse(toProblem(error));
