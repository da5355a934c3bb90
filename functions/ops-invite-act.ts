import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { AppError } from '../shared/domain/errors.ts';
import { inviteIdOf } from '../shared/http/invite-json.ts';
import { acted } from '../shared/http/ops/acted.ts';
import type { OpsPageDependencies } from '../shared/http/ops/ops-answer.ts';
import { opsRoute } from '../shared/http/ops/ops-route.ts';
import type { OpsHandler } from '../shared/http/ops/ops-scope.ts';
import { readOpsQuery } from '../shared/http/ops/queries.ts';
import { resendInvite, retryInvite, revokeInvite } from '../shared/use-cases/invites/manage-invite.ts';
import type { ManageInviteDependencies } from '../shared/use-cases/invites/manage-invite.ts';
import { invitePath } from '../shared/views/ops/paths.ts';

export type OpsInviteActDependencies = OpsPageDependencies & ManageInviteDependencies;

const ACTIONS = {
    resend: { done: 'resent', act: resendInvite },
    revoke: { done: 'revoked', act: revokeInvite },
    retry: { done: 'retried', act: retryInvite },
} as const;

function actionOf({ params }: HttpRequest): (typeof ACTIONS)[keyof typeof ACTIONS] {
    const name = params.action ?? '';
    if (!Object.hasOwn(ACTIONS, name)) throw new AppError('not-found', 'There is no such action.');
    return ACTIONS[name as keyof typeof ACTIONS];
}

const linkQuery = z.strictObject({
    link: z
        .string()
        .regex(/^\d{1,9}$/, 'as the page has it')
        .transform(Number)
        .optional(),
});

/** `POST /api/ops/invites/{id}/{action}`: resend, revoke or retry. */
export const postInviteAction =
    (deps: OpsInviteActDependencies): OpsHandler =>
    async (request, { log }) => {
        const { done, act } = actionOf(request);
        const id = inviteIdOf(request.params);
        const { link } = readOpsQuery(linkQuery, request);
        return await acted(invitePath(id), done, async () => {
            await act(deps, id, log, link);
            await deps.opsReads.refresh(['invites', 'overview'], log);
        });
    };

export const registerOpsInviteAct = (deps: OpsInviteActDependencies): void =>
    opsRoute(deps.opsAccess, 'ops-invite-act', 'POST', 'ops/invites/{id}/{action}', postInviteAction(deps));
