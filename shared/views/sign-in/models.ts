import type { Refusal, SignInPurpose } from '../../domain/sign-in.ts';
import type { PartnerView, SubscriptionView } from '../view-models.ts';

export { REFUSALS } from '../../domain/sign-in.ts';
export type { Refusal } from '../../domain/sign-in.ts';

/** What the pages around the sign-in are made from: plain data, null where not known. */

/** The signed-in account, as Entra names it. */
export interface AccountView {
    /** User principal name. */
    name: string;
    displayName: string | null;
}

/** A form of a page: where it goes and what it carries unseen. */
export interface FormView {
    /** Path of our own. */
    action: string;
    hidden: readonly { name: string; value: string }[];
}

/** The page of the quick link without a token: nothing of the customer is known on it. */
export interface OpenLinkPageModel {
    partner: PartnerView;
    /** GUID. */
    subscriptionId: string;
    /** Where the form is posted to: path of this very page. */
    action: string;
    /** Host (and port) of Microsoft's sign-in; null where not known. */
    signInHost: string | null;
}

/** What the partner's application is in the customer's tenant. */
export interface ApplicationView {
    clientId: string;
    /** Of the service principal in this tenant. */
    objectId: string;
}

export interface RoleView {
    name: string;
    /** GUID of the role definition. */
    id: string;
}

/** A role that the application holds already, where it is. */
export interface HeldRoleView {
    role: RoleView;
    /** As ARM names it. */
    scope: string;
}

export interface OfferedSubscription {
    id: string;
    name: string;
}

export interface OfferedManagementGroup {
    id: string;
    name: string;
    isRoot: boolean;
    /** Subscriptions below. */
    subscriptions: number;
}

/** The review after the first sign-in: who grants what to whom, where, and how to take it back. */
export interface ReviewPageModel {
    partner: PartnerView;
    subscription: SubscriptionView;
    account: AccountView;
    application: ApplicationView;
    /** The role that *Save partner* grants. */
    role: RoleView;
    /** What the "see more" tick grants beside it: Reader. */
    readerRole: RoleView;
    /** Eligible roles of the application at or above the subscription: where there is one, nothing is granted there. */
    held: readonly HeldRoleView[];
    /** The subscription is delegated through Azure Lighthouse: nothing is granted there, the link is the partner's. */
    delegated: boolean;
    /** The person's right carries a condition, which may still refuse. */
    conditional: boolean;
    /** Other subscriptions where this person may grant; field `subscription`, value the ID. */
    furtherSubscriptions: readonly OfferedSubscription[];
    /** How many more there are than are offered. */
    moreSubscriptions: number;
    /** Field `managementGroup`, value the ID; the root needs `root=yes` beside it. */
    managementGroups: readonly OfferedManagementGroup[];
    replaces: boolean;
    form: FormView;
}

/** The review of taking it back. */
export interface RemovePageModel {
    partner: PartnerView;
    subscription: SubscriptionView;
    account: AccountView;
    /** Assignments that go: those at the subscription itself. */
    removed: readonly HeldRoleView[];
    /** Assignments above it that stay unless they are ticked (field `above`, value `yes`): they cover more than this subscription. */
    above: readonly HeldRoleView[];
    delegated: boolean;
    form: FormView;
}

/** The review of replacing another partner ID that our own identity carries in the tenant. */
export interface ReplacePageModel {
    partner: PartnerView;
    subscription: SubscriptionView;
    account: AccountView;
    /** The partner ID that stands there now; null where it could not be read. */
    currentPartnerId: string | null;
    form: FormView;
}

/** Why it did not go on, and every way that leads on. */
export interface RefusalPageModel {
    refusal: Refusal;
    partner: PartnerView;
    /** GUID; null where not even that is known. */
    subscriptionId: string | null;
    account: AccountView | null;
    /** Path that leads back to the request; null where there is none. */
    back: string | null;
    /** The quick link without a token, to forward; null where not known. */
    forwardLink: string | null;
    adminConsentLink: string | null;
    /** As ARM named it. */
    policy: string | null;
    /** Azure portal's page of the subscription's access control; null where no subscription is known. */
    accessControlLink: string | null;
    /** Part of what was chosen had been done when this stopped it: the page then does not say that nothing was. */
    partly?: boolean | undefined;
    /** What it was about; saving unless told. */
    purpose?: SignInPurpose | undefined;
}

/** What the Entra administrator sees who consented for the tenant (or did not). */
export interface AdminConsentPageModel {
    partner: PartnerView;
    /** By Entra's own word alone: nothing rests on it. */
    given: boolean;
    /** The quick link without a token. */
    forwardLink: string | null;
}

/** The page of the manage link. */
export interface ManagePageModel {
    partner: PartnerView;
    subscription: SubscriptionView;
    /** What the buttons may do now. */
    canRemove: boolean;
    canReplace: boolean;
    confirmedBy: string | null;
    /** Path of this very page; form field `decision` = remove | replace. */
    action: string;
}
