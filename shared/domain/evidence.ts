import { coveredDays } from './covered-days.ts';
import type { CoverageStory } from './covered-days.ts';
import type { Coverage } from './coverage.ts';
import type { CoverageReason } from './coverage-reason.ts';
import type { Attestation } from './customer.ts';
import type { Invite, InviteOrigin } from './invite.ts';

/** Who said yes, and who asked; a name that was erased is null, and `erasedAt` says when. */
export interface EvidenceOfConsent {
    inviteId: string;
    invitedBy: string | null;
    /** The address that was asked. */
    invitedAddress: string | null;
    /** These three are null where nobody was asked about this subscription: the yes came by itself. */
    invitedAt: string | null;
    /** The account that said yes; null too where possession of the mailbox was enough. */
    confirmedBy: string | null;
    confirmedAt: string | null;
    erasedAt: string | null;
}

/** What of one subscription was set up and seen. What is not known is null. */
export interface Evidence {
    tenantId: string;
    customerName: string;
    subscriptionId: string;
    displayName: string;
    /** The offer, as Azure tells it. */
    quotaId: string | null;
    agreement: { type: string; accountId: string } | null;
    coverage: Coverage;
    reason: CoverageReason | null;
    /** `verified` was seen set up by an audit; `attested` was said by the customer and can be seen by nobody else. */
    proof: 'verified' | 'attested' | 'none';
    mechanism: 'serviceprincipal' | 'lighthouse' | 'attested' | null;
    /** The identity that carries the link, and the tenant where it does. */
    identity: { objectId: string | null; applicationId: string; tenantId: string } | null;
    /** As the link says. */
    partnerId: string | null;
    link: { createdAt: string | null; updatedAt: string | null } | null;
    /** `inheritedFrom`: the management group where it stands; null where it stands on the subscription itself. */
    role: { id: string; name: string | null; scope: string; inheritedFrom: string | null } | null;
    /** When the role ends; null where it does not, as far as is known. */
    coveredUntil: string | null;
    /** See `coveredDays`. */
    coveredDays: number | null;
    firstSeenAt: string;
    /** When an audit last saw how it stands; null for what it could not see. */
    lastVerifiedAt: string | null;
    attested: Attestation | null;
    consent: EvidenceOfConsent | null;
}

/** What evidence is made of. */
export interface EvidenceFacts extends Pick<
    Evidence,
    | 'tenantId'
    | 'customerName'
    | 'subscriptionId'
    | 'displayName'
    | 'quotaId'
    | 'agreement'
    | 'coverage'
    | 'reason'
    | 'identity'
    | 'partnerId'
    | 'link'
    | 'coveredUntil'
    | 'firstSeenAt'
    | 'attested'
> {
    via: 'serviceprincipal' | 'lighthouse' | null;
    role: { id: string; name: string | null; scope: string } | null;
    story: CoverageStory;
    /** As in `2026-11`. */
    month: string;
    /** Of the subscription, newest first. */
    invites: readonly Invite[];
}

const MANAGEMENT_GROUP = /\/managementGroups\/([^/]+)$/i;

/** The management group that a scope is; null for any other. */
const inheritedFrom = (scope: string): string | null => MANAGEMENT_GROUP.exec(scope)?.[1] ?? null;

const when = (invite: Invite, ...events: string[]): string | null =>
    invite.timeline.findLast(({ event }) => events.includes(event))?.at ?? null;

/** In this order: what stands, what is said, what somebody said yes to at least. */
const STANDING = ['attached', 'attested'];

/** Of a subscription's invites, newest first, the one that its consent goes back to; else the newest. */
export const consentInvite = (invites: readonly Invite[]): Invite | undefined =>
    STANDING.map((status) => invites.find((invite) => invite.status === status)).find((found) => found !== undefined) ??
    invites.find((invite) => when(invite, 'confirmed') !== null) ??
    invites[0];

const UNASKED: readonly InviteOrigin[] = ['quick-link', 'further'];

function consentOf(invites: readonly Invite[]): EvidenceOfConsent | null {
    const invite = consentInvite(invites);
    if (invite === undefined) return null;
    const wasAsked = !UNASKED.includes(invite.origin);
    return {
        inviteId: invite.id,
        invitedBy: wasAsked ? invite.invitedBy : null,
        invitedAddress: wasAsked && invite.erasedAt === null ? invite.adminEmail : null,
        invitedAt: wasAsked ? invite.createdAt : null,
        confirmedBy: invite.confirmedBy,
        confirmedAt: when(invite, 'confirmed', 'attested'),
        erasedAt: invite.erasedAt,
    };
}

/** What was seen of our own identity says nothing about another account that the customer speaks of. */
const OF_ANOTHER = { mechanism: 'attested', identity: null, partnerId: null, link: null, role: null } as const;

/** The evidence of one subscription: nothing in it is guessed, and nothing in it says that anybody pays for it. */
export function evidenceOf({ via, role, story, month, invites, ...facts }: EvidenceFacts): Evidence {
    const unseen = facts.attested === null ? 'none' : 'attested';
    const proof = facts.coverage === 'covered' ? 'verified' : unseen;
    const seen = {
        mechanism: via,
        identity: facts.identity,
        partnerId: facts.partnerId,
        link: facts.link,
        role: role && { ...role, inheritedFrom: inheritedFrom(role.scope) },
    };
    return {
        ...facts,
        proof,
        ...(proof === 'attested' ? OF_ANOTHER : seen),
        coveredDays: coveredDays(story, month),
        lastVerifiedAt: facts.coverage === 'unknown' ? null : story.seenUntil,
        consent: consentOf(invites),
    };
}
