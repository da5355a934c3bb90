import { refusedField } from '../../domain/errors.ts';
import type { Operator } from '../../domain/ops/operator.ts';

/**
 * Whoever is named in a field of a body, or else who calls: with a token that is who the token says, and nobody else can
 * be named. Undefined where nobody says it.
 *
 * @throws AppError `validation-failed` where the body names another
 */
export function namedOrCaller(field: string, named: string | undefined, caller: Operator | undefined) {
    if (caller === undefined) return named;
    if (named !== undefined && named.toLowerCase() !== caller.name.toLowerCase()) {
        throw refusedField(field, 'it is who the access token is of: leave it out');
    }
    return caller.name.slice(0, 200);
}

/**
 * A request with who asks in it.
 *
 * @throws AppError `validation-failed` where the body names another than the caller
 */
export const withInviter = <T extends { invitedBy?: string | undefined }>(
    request: T,
    caller: Operator | undefined,
): T =>
    caller === undefined ? request : { ...request, invitedBy: namedOrCaller('invitedBy', request.invitedBy, caller) };
