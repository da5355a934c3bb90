import type { HttpRequest, InvocationContext } from '@azure/functions';
import { randomUUID } from 'node:crypto';
import { describe } from '../domain/describe-error.ts';
import { logOver } from '../invocation-log.ts';
import type { Operator } from '../domain/ops/operator.ts';
import type { Log } from '../ports/log.ts';
import { STATUS_OF, AppError } from '../domain/errors.ts';
import { tellPrograms } from './problem.ts';
import type { Answer } from './respond.ts';

/** What a handler gets beside the request. */
export interface RequestScope {
    correlationId: string;
    log: Log;
    /** Who calls, where an access token says it: of the partner's API alone. */
    caller?: Operator | undefined;
}

export type Handler = (request: HttpRequest, scope: RequestScope) => Promise<Answer>;

/** What every answer carries, whatever it is. */
const COMMON_HEADERS = {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
} as const;

const CORRELATION_ID = /^[A-Za-z0-9._-]{8,64}$/;

/** The caller's own correlation ID where it is a plain one, else a new one. */
const correlationIdOf = (request: HttpRequest): string => {
    const given = request.headers.get('x-correlation-id');
    return given !== null && CORRELATION_ID.test(given) ? given : randomUUID();
};

/**
 * A handler as the runtime wants it: correlation ID, common headers, and one place where an error
 * becomes an answer.
 *
 * @param onError how this route tells an error; as problem details unless it says otherwise
 */
export function httpHandler(
    handler: Handler,
    onError: (error: unknown, request: HttpRequest, correlationId: string) => Answer | Promise<Answer> = tellPrograms,
): (request: HttpRequest, context: InvocationContext) => Promise<Answer> {
    return async (request, context) => {
        const correlationId = correlationIdOf(request);
        const log = logOver(context, { correlationId });
        let response: Answer;
        try {
            response = await handler(request, { correlationId, log });
        } catch (error) {
            if (!(error instanceof AppError) || STATUS_OF[error.code] >= 500)
                log.error('request failed', describe(error));
            response = await onError(error, request, correlationId);
        }
        return { ...response, headers: { ...COMMON_HEADERS, ...response.headers, 'x-correlation-id': correlationId } };
    };
}
