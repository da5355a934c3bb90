import type { GuidedInvite } from '../../../shared/domain/invite.ts';
import { issueGuided } from '../../../shared/domain/new-invite.ts';
import { sayAdded } from '../../../shared/domain/products/said-transitions.ts';
import { fail, NOW } from '../domain/invites.ts';

export const RULES = { askAgainDays: 365, answerDays: 30 };
export const ADMIN = 'admin@contoso.example';

const DAY_MS = 24 * 60 * 60 * 1000;

export const daysLater = (days: number): Date => new Date(NOW.getTime() + days * DAY_MS);

/** Asked about Microsoft 365, for seven days. */
export const newGuided = (over: Partial<GuidedInvite> = {}): GuidedInvite => ({
    ...issueGuided(
        {
            id: 'a0000000-0000-4000-8000-000000000001',
            product: 'microsoft365',
            subscriptionId: null,
            productName: null,
            subscriptionName: null,
            tenantId: 'c0000000-0000-4000-8000-000000000001',
            partnerId: '314159',
            partnerName: 'Fourth Coffee',
            adminEmail: ADMIN,
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

/** A mail of the invite is taken by the mail service. */
export const mailed = (invite: GuidedInvite): GuidedInvite => ({
    ...invite,
    mails: invite.mails.map((mail) => (mail.state === 'queued' ? { ...mail, state: 'sent' as const } : mail)),
});

/** The customer said a day after it was asked that it is done. */
export const said = (over: Partial<GuidedInvite> = {}): GuidedInvite =>
    mailed(sayAdded(mailed(newGuided(over)), daysLater(1), RULES, true) ?? fail('not said'));
