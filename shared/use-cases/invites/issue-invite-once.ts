import { createHash } from 'node:crypto';
import { AppError } from '../../domain/errors.ts';
import type { Invite } from '../../domain/invite.ts';
import type { Log } from '../../ports/log.ts';
import { leadSubject } from './asked-subjects.ts';
import type { InviteRequest } from './invite-request.ts';
import { issueInvite } from './issue-invite.ts';
import type { IssueInviteDependencies } from './issue-invite.ts';

/** The same for the same request, in whatever order its fields came. */
const fingerprintOf = (request: InviteRequest): string =>
    createHash('sha256')
        .update(JSON.stringify(Object.entries(request).sort(([one], [other]) => (one < other ? -1 : 1))))
        .digest('hex');

/**
 * Issues an invite, once for each idempotency key within 24 hours. The invite's ID is promised with
 * the key, so that a repeat after a crash ends in one invite all the same.
 *
 * @throws AppError `idempotency-mismatch` where the key was used for another request
 */
export async function issueInviteOnce(
    deps: IssueInviteDependencies,
    key: string | undefined,
    request: InviteRequest,
    log: Log,
): Promise<Invite> {
    if (key === undefined) return await issueInvite(deps, request, log);
    const fingerprint = fingerprintOf(request);
    const claim = await deps.shortLived.claimIdempotencyKey(key, {
        fingerprint,
        inviteId: deps.invites.newId(leadSubject(request)),
    });
    if (claim.fingerprint !== fingerprint) {
        throw new AppError('idempotency-mismatch', 'This Idempotency-Key came with another request before.');
    }
    const existing = await deps.invites.get(claim.inviteId);
    return existing?.value ?? (await issueInvite(deps, request, log, { id: claim.inviteId }));
}
