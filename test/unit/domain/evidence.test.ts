import { consentInvite, evidenceOf } from '../../../shared/domain/evidence.ts';
import type { EvidenceFacts } from '../../../shared/domain/evidence.ts';
import { eraseNames } from '../../../shared/domain/invite-retention.ts';
import { noted } from '../../../shared/domain/invite-story.ts';
import type { AzureInvite, Invite, InviteStatus } from '../../../shared/domain/invite.ts';
import { fail, inviteIn, later, newInvite, NOW } from './invites.ts';

const TENANT = 'c0000000-0000-4000-8000-000000000001';
const PRODUCTION = 'c0000000-0000-4000-8000-0000000000a1';

const facts = (over: Partial<EvidenceFacts> = {}): EvidenceFacts => ({
    tenantId: TENANT,
    customerName: 'Contoso',
    subscriptionId: PRODUCTION,
    displayName: 'Production',
    quotaId: 'EnterpriseAgreement_2014-09-01',
    agreement: null,
    coverage: 'covered',
    reason: null,
    identity: { objectId: 'object', applicationId: 'application', tenantId: TENANT },
    partnerId: '314159',
    link: { createdAt: '2026-10-01T00:00:00.000Z', updatedAt: null },
    coveredUntil: null,
    firstSeenAt: '2026-10-01T00:00:00.000Z',
    attested: null,
    via: 'serviceprincipal',
    role: { id: 'role', name: 'Support Request Contributor', scope: `/subscriptions/${PRODUCTION}` },
    story: {
        coverage: 'covered',
        changes: [],
        knownSince: '2026-10-01T00:00:00.000Z',
        seenUntil: '2026-11-21T00:00:00.000Z',
    },
    month: '2026-11',
    invites: [],
    ...over,
});

const SAID = { at: '2026-11-01T00:00:00.000Z', how: 'guest' } as const;

/** Of a status since some minutes after it was issued. */
const ended = (status: InviteStatus, over: Partial<AzureInvite> = {}): Invite => {
    const invite = { ...inviteIn(status), attach: null, mails: [], ...over };
    return noted({ ...noted(invite, later(5), 'confirmed'), status }, later(6), status);
};

describe('evidence', () => {
    it('of what an audit saw set up is verified, with identity, link and role as they were seen', () => {
        expect(evidenceOf(facts())).toMatchObject({
            proof: 'verified',
            mechanism: 'serviceprincipal',
            identity: { objectId: 'object', applicationId: 'application' },
            partnerId: '314159',
            link: { createdAt: '2026-10-01T00:00:00.000Z', updatedAt: null },
            role: { id: 'role', inheritedFrom: null },
            coveredDays: 20,
            lastVerifiedAt: '2026-11-21T00:00:00.000Z',
            attested: null,
            consent: null,
        });
    });

    it('stays verified where the customer says it too, and tells both apart', () => {
        expect(evidenceOf(facts({ attested: SAID }))).toMatchObject({
            proof: 'verified',
            mechanism: 'serviceprincipal',
            attested: SAID,
        });
    });

    it('of what the customer says and nobody can see is attested, and claims nothing that was seen of us', () => {
        const said = evidenceOf(facts({ coverage: 'unknown', reason: 'not-verifiable', attested: SAID }));

        expect(said).toMatchObject({ proof: 'attested', mechanism: 'attested', attested: SAID });
        expect(said).toMatchObject({ identity: null, partnerId: null, link: null, role: null, lastVerifiedAt: null });
    });

    it('of what is missing proves nothing, and still tells what is there', () => {
        const missing = evidenceOf(facts({ coverage: 'missing', reason: 'no-eligible-role' }));

        expect(missing).toMatchObject({ proof: 'none', mechanism: 'serviceprincipal', partnerId: '314159' });
        expect(missing.lastVerifiedAt).toBe('2026-11-21T00:00:00.000Z');
    });

    it('was not verified where it could not be read', () => {
        const unread = evidenceOf(facts({ coverage: 'unknown', reason: 'could-not-be-read' }));

        expect(unread).toMatchObject({ proof: 'none', lastVerifiedAt: null });
    });

    it.each([
        [`/subscriptions/${PRODUCTION}`, null],
        ['/providers/Microsoft.Management/managementGroups/production', 'production'],
        [`/providers/microsoft.management/managementgroups/${TENANT}`, TENANT],
    ])('tells where a role is inherited from: %s', (scope, inheritedFrom) => {
        const role = { id: 'role', name: null, scope };

        expect(evidenceOf(facts({ role })).role).toEqual({ ...role, inheritedFrom });
    });
});

describe('whose yes it goes back to', () => {
    it('is the newest that stands, before one that is only said, before one that came to nothing', () => {
        const failed = ended('failed', { id: 'failed' });
        const attested = ended('attested', { id: 'attested' });
        const attached = ended('attached', { id: 'attached' });
        const older = ended('attached', { id: 'older' });
        const open = newInvite({ id: 'open' });

        expect(consentInvite([open, failed, attested, attached, older])?.id).toBe('attached');
        expect(consentInvite([open, failed, attested])?.id).toBe('attested');
        expect(consentInvite([open, failed])?.id).toBe('failed');
        expect(consentInvite([open])?.id).toBe('open');
        expect(consentInvite([])).toBeUndefined();
    });

    it('names who asked, whom, who agreed, and when', () => {
        const invite = ended('attached', { invitedBy: 'Dana', confirmedBy: 'owner@contoso.example' });

        expect(evidenceOf(facts({ invites: [invite] })).consent).toEqual({
            inviteId: invite.id,
            invitedBy: 'Dana',
            invitedAddress: 'admin@contoso.example',
            invitedAt: NOW.toISOString(),
            confirmedBy: 'owner@contoso.example',
            confirmedAt: later(5).toISOString(),
            erasedAt: null,
        });
    });

    it('says of one whose names were erased when it was, and when that', () => {
        const invite = ended('attached', { invitedBy: 'Dana', confirmedBy: 'owner@contoso.example' });
        const erased = eraseNames(invite, 's'.repeat(32), later(90)) ?? fail('not erased');

        expect(evidenceOf(facts({ invites: [erased] })).consent).toEqual({
            inviteId: invite.id,
            ...{ invitedBy: null, invitedAddress: null, confirmedBy: null },
            invitedAt: NOW.toISOString(),
            confirmedAt: later(5).toISOString(),
            erasedAt: later(90).toISOString(),
        });
    });

    it.each(['quick-link', 'further'] as const)('says of a yes that came unasked that nobody asked: %s', (origin) => {
        const invite = ended('attached', { origin, confirmedBy: 'owner@contoso.example' });

        expect(evidenceOf(facts({ invites: [invite] })).consent).toMatchObject({
            ...{ invitedBy: null, invitedAddress: null, invitedAt: null },
            confirmedBy: 'owner@contoso.example',
            confirmedAt: later(5).toISOString(),
        });
    });
});
