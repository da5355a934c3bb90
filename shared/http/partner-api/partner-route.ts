import { app } from '@azure/functions';
import type { HttpMethod } from '@azure/functions';
import { problemResponse, toProblem } from '../problem.ts';
import type { Answer } from '../respond.ts';
import { httpHandler } from '../route.ts';
import type { Handler } from '../route.ts';
import { admit } from './admit.ts';
import type { PartnerAdmission } from './admit.ts';

/** Registers a route of the partner's. */
export type PartnerRoute = (name: string, method: HttpMethod, route: string, handler: Handler) => void;

const refuse = (error: unknown): Answer => {
    const answer = problemResponse(toProblem(error));
    return answer.status === 401 ? { ...answer, headers: { ...answer.headers, 'www-authenticate': 'Bearer' } } : answer;
};

/** A handler behind a token, or a key that the host is asked about. */
const behindToken =
    (admission: PartnerAdmission, handler: Handler): Handler =>
    async (request, scope) =>
        await handler(request, { ...scope, caller: await admit(request, admission, scope.log) });

/**
 * How routes of the partner's are registered.
 *
 * @param admission undefined where a function key opens them, which the host sees to alone
 */
export const partnerRoutes =
    (admission: PartnerAdmission | undefined): PartnerRoute =>
    (name, method, route, handler) =>
        app.http(
            name,
            admission === undefined
                ? { methods: [method], route, authLevel: 'function', handler: httpHandler(handler) }
                : {
                      methods: [method],
                      route,
                      authLevel: 'anonymous',
                      handler: httpHandler(behindToken(admission, handler), refuse),
                  },
        );
