import type { Config } from '../config.ts';
import type { EligibleRoles } from '../domain/eligible-roles.ts';
import { LEAST_ROLE, READER_ROLE } from '../domain/granted-roles.ts';
import type { AssignedRole } from '../ports/admin-azure.ts';
import type { Review } from '../use-cases/sign-in/review.ts';
import type { Language } from '../views/languages/language.ts';
import type { FormView, HeldRoleView } from '../views/sign-in/models.ts';
import { removePage } from '../views/sign-in/remove-page.ts';
import { replacePage } from '../views/sign-in/replace-page.ts';
import { reviewPage } from '../views/sign-in/review-page.ts';
import type { PartnerView, SubscriptionView } from '../views/view-models.ts';

/** The partner as the pages of the sign-in name it. */
export type PagePartner = Pick<Config['partner'], 'name' | 'contact' | 'clientId'>;

/** Where the form of a review is posted to. */
const GRANT_PATH = '/api/signin/grant';

/** A role that is not built in has no name that we know. */
const heldBy =
    (eligibleRoles: EligibleRoles) =>
    ({ roleDefinitionId: id, scope }: AssignedRole): HeldRoleView => ({
        role: { id, name: eligibleRoles.role(id).name ?? id },
        scope,
    });

const formOf = ({ ticket }: Review): FormView => ({
    action: GRANT_PATH,
    hidden: [{ name: 'form', value: ticket.formToken }],
});

/** The page of a review: what would be done, by whom, and the one button that does it. */
export function reviewToPage(
    review: Review,
    { name, contact, clientId }: PagePartner,
    eligibleRoles: EligibleRoles,
    language: Language,
): string {
    const heldView = heldBy(eligibleRoles);
    const { subject, subscriptionName, person } = review;
    const invite = subject.stored?.value;
    const partner: PartnerView = { name: invite?.partnerName ?? name, id: subject.partnerId, contact };
    const subscription: SubscriptionView = {
        id: subject.subscriptionId,
        name: subscriptionName,
        tenantId: subject.tenantId,
        customerName: invite?.customerName ?? null,
    };
    const account = { name: person.accountName, displayName: person.displayName };
    const common = { partner, subscription, account, form: formOf(review) };
    switch (review.purpose) {
        case 'save':
            return reviewPage(
                {
                    ...common,
                    application: { clientId, objectId: review.principalId },
                    role: LEAST_ROLE,
                    readerRole: READER_ROLE,
                    held: review.held.map(heldView),
                    delegated: review.delegated,
                    conditional: review.conditional,
                    furtherSubscriptions: review.offers.subscriptions.map(({ subscriptionId, displayName }) => ({
                        id: subscriptionId,
                        name: displayName,
                    })),
                    moreSubscriptions: review.offers.more,
                    managementGroups: review.offers.managementGroups.map((group) => ({
                        id: group.groupId,
                        name: group.displayName,
                        isRoot: group.isRoot,
                        subscriptions: group.subscriptions,
                    })),
                    replaces: invite?.allowReplace ?? false,
                },
                language,
            );
        case 'remove':
            return removePage(
                {
                    ...common,
                    removed: review.here.map(heldView),
                    above: review.above.map(heldView),
                    delegated: review.delegated,
                },
                language,
            );
        case 'replace':
            return replacePage({ ...common, currentPartnerId: review.currentPartnerId }, language);
    }
}
