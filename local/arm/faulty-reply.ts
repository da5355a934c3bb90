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

const entraErrors: Record<number, string> = { 401: 'invalid_client', 429: 'temporarily_unavailable' };

// A code such as AADSTS7000229 orders that error; any other is the OAuth error itself.
const entraBody = (fault: Fault, status: number, now: Date): unknown => {
    const id = randomUUID();
    const number = Number(/^AADSTS(\d+)$/.exec(fault.code ?? '')?.[1] ?? 90033);
    const error = fault.code?.startsWith('AADSTS') === false ? fault.code : undefined;
    const timestamp = `${now.toISOString().slice(0, 19).replace('T', ' ')}Z`;
    return {
        error: error ?? entraErrors[status] ?? (status < 500 ? 'invalid_request' : 'temporarily_unavailable'),
        error_description:
            `AADSTS${number}: This answer was asked for through /_sim/faults. ` +
            `Trace ID: ${id} Correlation ID: ${id} Timestamp: ${timestamp}`,
        error_codes: [number],
        timestamp,
        trace_id: id,
        correlation_id: id,
    };
};

/** A refusal by a policy of the customer, in the form of Azure Policy. */
const policyError = (path: string): unknown => ({
    code: 'RequestDisallowedByPolicy',
    target: path.split('/').at(-1) ?? '',
    message:
        `Resource '${path.split('/').at(-1) ?? ''}' was disallowed by policy. Policy identifiers: ` +
        '\'[{"policyAssignment":{"name":"Allowed role assignments"},"policyDefinition":{"name":"Allowed role assignments"}}]\'.',
    additionalInfo: [
        {
            type: 'PolicyViolation',
            info: {
                policyDefinitionDisplayName: 'Allowed role assignments',
                policyDefinitionId:
                    '/providers/Microsoft.Management/managementGroups/root/providers/Microsoft.Authorization/policyDefinitions/allowed-roles',
                policyDefinitionName: 'allowed-roles',
                policyDefinitionEffect: 'deny',
                policyAssignmentDisplayName: 'Allowed role assignments',
                policyAssignmentId:
                    '/providers/Microsoft.Management/managementGroups/root/providers/Microsoft.Authorization/policyAssignments/allowed-roles',
                policyAssignmentName: 'allowed-roles',
                policyAssignmentScope: '/providers/Microsoft.Management/managementGroups/root',
                policyAssignmentParameters: {},
            },
        },
    ],
});

const armError = (code: string, path: string): unknown =>
    code === 'RequestDisallowedByPolicy' ? policyError(path) : { code, message: armMessage(code) };

/** The wrong answer that a fault orders, in the shape of the service that was asked. */
export const faultyReply = (request: Request, fault: Fault, status: number, isEntra: boolean, now: Date): Reply => {
    if (isEntra) {
        return {
            status,
            headers: { 'x-ms-request-id': randomUUID(), ...faultHeaders(fault) },
            body: fault.body ?? entraBody(fault, status, now),
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
        body: fault.body ?? { error: armError(code, request.path) },
    };
};
