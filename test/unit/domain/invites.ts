import type { AzureInvite, Invite, InviteMail, InviteStatus } from '../../../shared/domain/invite.ts';
import { issue } from '../../../shared/domain/new-invite.ts';

export const NOW = new Date('2026-11-21T05:00:00.000Z');
export const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);

/** A new invite, for seven days. */
export const newInvite = (over: Partial<AzureInvite> = {}): AzureInvite => ({
    ...issue(
        {
            id: 'a0000000-0000-4000-8000-000000000001',
            product: 'azure',
            subscriptionId: 'c0000000-0000-4000-8000-0000000000a1',
            subscriptionName: null,
            tenantId: 'c0000000-0000-4000-8000-000000000001',
            partnerId: '314159',
            partnerName: 'Fourth Coffee',
            adminEmail: 'admin@contoso.example',
            customerName: null,
            note: null,
            locale: null,
            invitedBy: null,
            allowReplace: false,
            expiresInDays: 7,
            seed: 's'.repeat(32),
        },
        NOW,
    ),
    ...over,
});

/** The invite as it looks in a status: whatever goes with it goes with it. */
export function inviteIn(status: InviteStatus): AzureInvite {
    const base = newInvite({ status });
    const attach = { task: 'attach' as const, generation: 1, work: base.mails[0]?.work ?? fail('no mail') };
    switch (status) {
        case 'issued':
        case 'sent':
        case 'expired':
        case 'revoked':
        case 'undeliverable':
            return base;
        case 'declined':
            return { ...base, declinedAt: NOW.toISOString() };
        case 'confirmed':
        case 'attaching':
            return { ...base, consumedGeneration: 1, attach };
        default:
            return { ...base, consumedGeneration: 1, outcomes: 1 };
    }
}

export const fail = (why: string): never => {
    throw new Error(why);
};

export const mailOf = (invite: Invite, key: string): InviteMail =>
    invite.mails.find((mail) => mail.key === key) ?? fail(`no mail ${key}`);
