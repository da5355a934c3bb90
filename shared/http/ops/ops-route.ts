import { app } from '@azure/functions';
import type { HttpRequest } from '@azure/functions';
import { AppError } from '../../domain/errors.ts';
import { judgeOperator, mayDo } from '../../domain/ops/operator.ts';
import type { Operator, OperatorDoing } from '../../domain/ops/operator.ts';
import type { Log } from '../../ports/log.ts';
import type { Answer } from '../respond.ts';
import { httpHandler } from '../route.ts';
import type { RequestScope } from '../route.ts';
import { requireSameOrigin } from '../same-origin.ts';
import { wantsJson } from '../wants-json.ts';
import type { OpsAccess, OpsHandler } from './ops-scope.ts';
import { claimsOfPrincipal, PRINCIPAL_HEADER } from './principal.ts';
import { signInFirst } from './sign-in-first.ts';
import { tellOperators } from './tell-operators.ts';

const forbidden = (detail: string): AppError => new AppError('forbidden', detail);

/**
 * Who asks.
 *
 * @returns undefined where nobody has signed in
 * @throws AppError `forbidden` where whoever has may not do it; why stands in the log
 */
function operatorOf(request: HttpRequest, { rules }: OpsAccess, doing: OperatorDoing, log: Log): Operator | undefined {
    // Where the platform does not authenticate, nobody takes such a header away from who makes one up.
    if (rules === undefined) throw forbidden('The operations pages are closed: sign-in is not set up for this app.');
    const header = request.headers.get(PRINCIPAL_HEADER);
    if (header === null) return undefined;
    const claims = claimsOfPrincipal(header);
    const verdict = claims === undefined ? { refused: 'principal' } : judgeOperator(claims, rules);
    if ('refused' in verdict) {
        log.warn('operations pages refused', { reason: verdict.refused });
        throw forbidden('This account may not see the operations pages.');
    }
    if (!mayDo(verdict.operator, doing)) {
        throw forbidden('This account may look and not act: that takes the role Partner.Operator.');
    }
    return verdict.operator;
}

/** Who had what done, so that it can be told afterwards; the ID means somebody in the partner's own directory alone. */
const noteActing = (request: HttpRequest, { objectId }: Operator, log: Log): void =>
    log.info('an operator acts', { operator: objectId, path: new URL(request.url).pathname });

/** A handler behind the sign-in of the operations pages. */
export const behindSignIn =
    (access: OpsAccess, method: 'GET' | 'POST', handler: OpsHandler) =>
    async (request: HttpRequest, scope: RequestScope): Promise<Answer> => {
        if (method === 'POST') requireSameOrigin(request, access.publicBaseUrl);
        const operator = operatorOf(request, access, method === 'GET' ? 'look' : 'act', scope.log);
        if (operator !== undefined) {
            if (method === 'POST') noteActing(request, operator, scope.log);
            return await handler(request, { ...scope, operator });
        }
        if (method === 'GET' && !wantsJson(request)) return signInFirst(request);
        throw new AppError('unauthorised', 'Nobody is signed in, or the sign-in has ended: open /api/ops and sign in.');
    };

/**
 * Registers an operations page. Readers and operators may GET, operators alone POST, and from our own pages alone. Who
 * has not signed in is led to the platform's sign-in; errors are pages for people and problem details for scripts.
 *
 * @param route below `/api`, `ops` or `ops/...`
 */
export const opsRoute = (
    access: OpsAccess,
    name: string,
    method: 'GET' | 'POST',
    route: 'ops' | `ops/${string}`,
    handler: OpsHandler,
): void =>
    app.http(name, {
        methods: [method],
        route,
        authLevel: 'anonymous',
        handler: httpHandler(behindSignIn(access, method, handler), tellOperators(access)),
    });
