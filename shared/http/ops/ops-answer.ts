import type { HttpRequest } from '@azure/functions';
import { AppError } from '../../domain/errors.ts';
import { mayDo } from '../../domain/ops/operator.ts';
import type { OpsReads } from '../../ports/ops-reads.ts';
import { opsCsp } from '../../views/ops/ops-csp.ts';
import type { OpsFrame } from '../../views/ops/ops-layout.ts';
import { flashOf } from '../../views/words/ops/flash.ts';
import type { Answer } from '../respond.ts';
import type { OpsAccess, OpsScope } from './ops-scope.ts';

/** What every operations page needs. */
export interface OpsPageDependencies {
    opsAccess: OpsAccess;
    opsReads: OpsReads;
}

/** What stands around a page: who looks, and what their last action came to. */
export const frameOf = (
    { opsAccess }: Pick<OpsPageDependencies, 'opsAccess'>,
    request: HttpRequest,
    { operator }: Pick<OpsScope, 'operator'>,
): OpsFrame => ({
    partnerName: opsAccess.partner.name,
    viewerName: operator.name,
    mayAct: mayDo(operator, 'act'),
    flash: flashOf(request.query.get('done'), request.query.get('failed')),
});

/**
 * A form is for whoever may send it.
 *
 * @throws AppError `forbidden`
 */
export function requireActing({ operator }: Pick<OpsScope, 'operator'>): void {
    if (!mayDo(operator, 'act')) {
        throw new AppError('forbidden', 'This account may look and not act: that takes the role Partner.Operator.');
    }
}

/** An operations page: strict policy, its own style and script alone, nowhere framed. */
export const opsPage = (status: number, body: string): Answer => ({
    status,
    headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': opsCsp(),
        'x-frame-options': 'DENY',
    },
    body,
});
