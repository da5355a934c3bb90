import type { GuidedInvite, Invite } from '../../domain/invite.ts';
import { revoke } from '../../domain/invite-transitions.ts';
import { issueGuided } from '../../domain/new-invite.ts';
import type { NewGuidedInvite } from '../../domain/new-invite.ts';
import type { GuidedSubject } from '../../domain/products/product.ts';
import type { Clock, Random } from '../../ports/clock.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import { changeInvite } from './change-invite.ts';
import type { Asked } from './examine-invite.ts';
import { recordInvite } from './record-invite.ts';

/** A further product of a request, with the ID that its invite gets. */
export interface Follower extends Asked<GuidedSubject> {
    id: string;
}

/**
 * The invites that go with a lead: derived from its ID, so that a repeat finds those that an earlier try recorded. One
 * that was taken back, as `withdraw` does, has a successor.
 */
export const placeFollowers = (
    { invites }: { invites: Pick<InviteStore, 'get' | 'newId'> },
    leadId: string,
    followers: readonly Asked<GuidedSubject>[],
): Promise<Follower[]> =>
    Promise.all(
        followers.map(async (follower) => {
            for (let turn = 0; ; turn += 1) {
                const id = invites.newId(follower.subject, `${leadId} ${String(turn)}`);
                const there = await invites.get(id);
                if (there?.value.status !== 'revoked') return { ...follower, id };
            }
        }),
    );

/** What a follower has of its lead's request. */
export type LeadFacts = Omit<NewGuidedInvite, keyof GuidedSubject | 'id' | 'seed' | 'partnerId'> & { tenantId: string };

/**
 * Records them before their lead, whose mail is to tell of them. Their own mails wait for that one.
 *
 * @throws AppError `invite-exists`, `unavailable`
 */
export async function recordFollowers(
    { invites, clock, random }: { invites: InviteStore; clock: Clock; random: Random },
    leadId: string,
    followers: readonly Follower[],
    facts: LeadFacts,
): Promise<Invite[]> {
    const recorded: Invite[] = [];
    for (const { id, partnerId, subject } of followers) {
        const seed = random.bytes(24).toString('base64url');
        const invite: GuidedInvite = issueGuided(
            { ...facts, ...subject, ...{ id, partnerId, seed, lead: leadId } },
            clock.now(),
        );
        recorded.push(await recordInvite(invites, invite));
    }
    return recorded;
}

/**
 * Takes back what was recorded for a lead that is refused in the end: nobody is asked for a part of what was asked for.
 * Their mails are not due yet.
 */
export async function withdraw(
    { invites, clock }: { invites: InviteStore; clock: Clock },
    leadId: string,
    followers: readonly Follower[],
): Promise<void> {
    // Recorded by another try of the same request.
    if ((await invites.get(leadId)) !== undefined) return;
    for (const { id } of followers) await changeInvite(invites, id, (invite) => revoke(invite, clock.now()));
}
