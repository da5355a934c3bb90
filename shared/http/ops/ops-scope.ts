import type { HttpRequest } from '@azure/functions';
import type { Operator, OperatorRules } from '../../domain/ops/operator.ts';
import type { Answer } from '../respond.ts';
import type { RequestScope } from '../route.ts';

/** What decides who may see the operations pages, and how refusals are told. */
export interface OpsAccess {
    /** Undefined where the pages are closed: no registration is set, or the platform does not authenticate. */
    rules: OperatorRules | undefined;
    publicBaseUrl: string;
    partner: { name: string; contact: string };
}

/** What a handler of an operations page gets beside the request. */
export interface OpsScope extends RequestScope {
    operator: Operator;
}

export type OpsHandler = (request: HttpRequest, scope: OpsScope) => Promise<Answer>;
