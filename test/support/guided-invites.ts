import type { GuidedInvite } from '../../shared/domain/invite.ts';
import { issueGuided } from '../../shared/domain/new-invite.ts';
import type { Subject } from '../../shared/domain/products/product.ts';

type GuidedSubject = Exclude<Subject, { product: 'azure' }>;

/** An invite about a product that the customer attaches by hand, just issued. */
export const guidedInvite = (subject: GuidedSubject, id: string, at: Date): GuidedInvite =>
    issueGuided(
        {
            ...{ ...subject, id, subscriptionName: null, partnerId: '314159', partnerName: 'Fourth Coffee' },
            ...{ adminEmail: 'admin@contoso.example', customerName: 'Contoso', note: null, locale: null },
            ...{ invitedBy: 'Dana', allowReplace: false, expiresInDays: 14, seed: 's'.repeat(32) },
        },
        at,
    );
