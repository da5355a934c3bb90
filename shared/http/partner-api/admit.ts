import type { HttpRequest } from '@azure/functions';
import { AppError } from '../../domain/errors.ts';
import { judgeOperator, mayDo } from '../../domain/ops/operator.ts';
import type { Operator, OperatorRules } from '../../domain/ops/operator.ts';
import type { AccessTokens } from '../../ports/access-tokens.ts';
import type { HostKeys } from '../../ports/host-keys.ts';
import type { Log } from '../../ports/log.ts';

/** What opens the partner's API where the host does not decide it alone. */
export interface PartnerAdmission {
    rules: OperatorRules;
    tokens: AccessTokens;
    /** Undefined where a key opens nothing. */
    keys: HostKeys | undefined;
}

const BEARER = /^Bearer(?: +(.*))?$/i;

const unauthorised = (detail: string): AppError => new AppError('unauthorised', detail);

/** The token of a request, empty where there is none behind the word; undefined where none is meant. */
const tokenOf = (request: HttpRequest): string | undefined => {
    const found = BEARER.exec(request.headers.get('authorization')?.trim() ?? '');
    return found === null ? undefined : (found[1] ?? '').trim();
};

/** A key as the host looks for it: the header decides, and the query where there is none. */
const keyOf = (request: HttpRequest): string =>
    request.headers.get('x-functions-key') ?? request.query.get('code') ?? '';

async function callerOf(request: HttpRequest, token: string, admission: PartnerAdmission, log: Log): Promise<Operator> {
    const claims = await admission.tokens.verify(token);
    if (claims === undefined) throw unauthorised('The access token is none, is over, or is not signed by Entra.');
    const verdict = judgeOperator(claims, admission.rules);
    if ('refused' in verdict) {
        log.warn('access token refused', { reason: verdict.refused });
        if (verdict.refused === 'audience') throw unauthorised('The access token is for another API.');
        throw new AppError('forbidden', 'This account or application has no role here.');
    }
    const doing = request.method === 'GET' ? 'look' : 'act';
    if (!mayDo(verdict.operator, doing)) throw new AppError('forbidden', 'This takes the role Partner.Operator.');
    // So that it can be told afterwards; the ID means somebody in the partner's own directory alone.
    if (doing === 'act') log.info('an operator acts', { operator: verdict.operator.objectId });
    return verdict.operator;
}

/**
 * Lets a request to the partner's API in or refuses it. Where there is a token, the token decides.
 *
 * @returns who calls, where a token says it
 * @throws AppError `unauthorised`, `forbidden`, `unavailable`
 */
export async function admit(
    request: HttpRequest,
    admission: PartnerAdmission,
    log: Log,
): Promise<Operator | undefined> {
    const token = tokenOf(request);
    if (token !== undefined) return await callerOf(request, token, admission, log);
    if (admission.keys === undefined) throw unauthorised('An access token is needed.');
    const key = keyOf(request);
    if (key === '' || !(await admission.keys.isGood(key))) {
        throw unauthorised('An access token or a function key is needed.');
    }
    return undefined;
}
