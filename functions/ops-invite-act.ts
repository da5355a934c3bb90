import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { AppError } from '../shared/domain/errors.ts';
import { inviteIdOf } from '../shared/http/invite-json.ts';
import { acted, notActed } from '../shared/http/ops/acted.ts';
import type { OpsPageDependencies } from '../shared/http/ops/ops-answer.ts';
import type { OpsHandler } from '../shared/http/ops/ops-scope.ts';
import { readProofForm } from '../shared/http/ops/proof-form.ts';
import { readOpsQuery } from '../shared/http/ops/queries.ts';
import type { Answer } from '../shared/http/respond.ts';
import { resendInvite, retryInvite, revokeInvite } from '../shared/use-cases/invites/manage-invite.ts';
import type { ManageInviteDependencies } from '../shared/use-cases/invites/manage-invite.ts';
import { noteProof } from '../shared/use-cases/invites/note-proof.ts';
import { invitePath } from '../shared/views/ops/paths.ts';

export type OpsInviteActDependencies = OpsPageDependencies & ManageInviteDependencies;

const ACTIONS = {
    resend: { done: 'resent', act: resendInvite },
    revoke: { done: 'revoked', act: revokeInvite },
    retry: { done: 'retried', act: retryInvite },
} as const;

function actionOf(name: string): (typeof ACTIONS)[keyof typeof ACTIONS] {
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

/** Where the partner keeps what proves what the customer said: a form, where the others are a button each. */
async function postProof(
    deps: OpsInviteActDependencies,
    request: HttpRequest,
    { operator }: Parameters<OpsHandler>[1],
): Promise<Answer> {
    const id = inviteIdOf(request.params);
    const proof = await readProofForm(request, operator);
    if (proof === undefined) return notActed(invitePath(id), 'note-refused');
    return await acted(invitePath(id), 'noted', () => noteProof(deps, id, proof));
}

/** `POST /api/ops/invites/{id}/{action}`: resend, revoke, retry, or proof with its form. */
export const postInviteAction =
    (deps: OpsInviteActDependencies): OpsHandler =>
    async (request, scope) => {
        // The host knows no route that is more of a match than another, so this one has them all.
        if (request.params.action === 'proof') return await postProof(deps, request, scope);
        const { done, act } = actionOf(request.params.action ?? '');
        const id = inviteIdOf(request.params);
        const { link } = readOpsQuery(linkQuery, request);
        return await acted(invitePath(id), done, async () => {
            await act(deps, id, scope.log, link);
            await deps.opsReads.refresh(['invites', 'overview'], scope.log);
        });
    };
