import { refusedField } from '../../domain/errors.ts';
import type { Operator } from '../../domain/ops/operator.ts';

/**
 * A request with who asks in it: with a token that is who the token says, and nobody else can be named.
 *
 * @throws AppError `validation-failed` where the body names another
 */
export function withInviter<T extends { invitedBy?: string | undefined }>(request: T, caller: Operator | undefined): T {
    if (caller === undefined) return request;
    const { invitedBy } = request;
    if (invitedBy !== undefined && invitedBy.toLowerCase() !== caller.name.toLowerCase()) {
        throw refusedField('invitedBy', 'it is who the access token is of: leave it out');
    }
    return { ...request, invitedBy: caller.name.slice(0, 200) };
}
