import type { PipelineResponse } from '@azure/core-rest-pipeline';
import { AzureError } from '../../../ports/azure.ts';
import type { AzureErrorKind } from '../../../ports/azure.ts';
import { errorCodeOf, jsonOf } from '../arm-answer.ts';
import { kindOfStatus, retryAfterMs } from '../azure-error.ts';
import { demandedClaims } from './claims-challenge.ts';
import { policyNameOf } from './policy-name.ts';

/** What only the code tells. */
const BY_CODE: ReadonlyMap<string, AzureErrorKind> = new Map([
    ['400 PrincipalNotFound', 'principal-not-found'],
    // The subscription belongs to another tenant than the person's sign-in: nothing of it is theirs.
    ['401 InvalidAuthenticationTokenTenant', 'forbidden'],
    ['403 RequestDisallowedByPolicy', 'policy'],
]);

/**
 * What an answer of ARM other than 2xx means. It keeps codes alone, and no cause: the request would go along with it,
 * and with that the person's token.
 *
 * @param doing what was asked, for the message
 */
export function armFailure(doing: string, answer: PipelineResponse): AzureError {
    const { status, headers } = answer;
    const body = jsonOf(answer.bodyAsText);
    const code = errorCodeOf(body);
    const message = `${doing}: ${status} ${code ?? 'no code'}`;
    const known = { status, code, retryAfterMs: retryAfterMs(headers.get('retry-after')) };
    const claims = status === 401 ? demandedClaims(headers.get('www-authenticate')) : undefined;
    if (claims !== undefined) return new AzureError('claims-challenge', message, { ...known, claims });
    const kind = BY_CODE.get(`${status} ${code ?? ''}`) ?? kindOfStatus(status) ?? 'unexpected';
    return new AzureError(kind, message, kind === 'policy' ? { ...known, policy: policyNameOf(body) } : known);
}

/** Whether the person may not see or do it, or there is nothing to see: which of the two, Azure does not always tell. */
export const isRefused = (error: unknown): boolean =>
    error instanceof AzureError && (error.kind === 'forbidden' || error.status === 404);
