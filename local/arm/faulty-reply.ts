import { randomUUID } from 'node:crypto';
import { faultHeaders, type Fault } from '../faults.ts';
import { armHeaders } from './handle-arm.ts';
import type { Reply, Request } from './wire.ts';

const armCodes: Record<number, string> = {
    400: 'BadRequest',
    401: 'InvalidAuthenticationToken',
    403: 'AuthorizationFailed',
    404: 'NotFound',
    409: 'Conflict',
    429: 'TooManyRequests',
    500: 'InternalServerError',
    503: 'ServiceUnavailable',
    504: 'GatewayTimeout',
};

const armMessage = (code: string): string =>
    code === 'AuthorizationFailed'
        ? "The client 'injected' with object id '00000000-0000-0000-0000-000000000000' does not have authorization to " +
          "perform action 'injected' over scope '/'."
        : 'This answer was asked for through /_sim/faults.';

const entraBody = (fault: Fault, status: number, now: Date): unknown => {
    const id = randomUUID();
    const timestamp = `${now.toISOString().slice(0, 19).replace('T', ' ')}Z`;
    return {
        error: fault.code ?? (status < 429 ? 'invalid_request' : 'temporarily_unavailable'),
        error_description:
            'AADSTS90033: This answer was asked for through /_sim/faults. ' +
            `Trace ID: ${id} Correlation ID: ${id} Timestamp: ${timestamp}`,
        error_codes: [90033],
        timestamp,
        trace_id: id,
        correlation_id: id,
    };
};

/** The wrong answer that a fault orders, in the shape of the service that was asked. */
export const faultyReply = (request: Request, fault: Fault, status: number, isEntra: boolean, now: Date): Reply => {
    if (isEntra) {
        return {
            status,
            headers: { 'x-ms-request-id': randomUUID(), ...faultHeaders(fault) },
            body: entraBody(fault, status, now),
        };
    }
    const code = fault.code ?? armCodes[status] ?? (status >= 500 ? 'InternalServerError' : 'BadRequest');
    const challenge =
        status === 401
            ? {
                  'WWW-Authenticate':
                      'Bearer authorization_uri="https://login.windows.net/common", error="invalid_token", ' +
                      'error_description="This answer was asked for through /_sim/faults."',
              }
            : {};
    return {
        status,
        headers: { ...armHeaders(request, now, false), ...challenge, ...faultHeaders(fault) },
        body: { error: { code, message: armMessage(code) } },
    };
};
