import type { AttachOutcome } from '../domain/attach-outcome.ts';
import type { ErrorCode } from '../domain/errors.ts';
import type { RelationshipLink } from '../domain/products/relationship-links.ts';
import type { GuidedProduct } from '../domain/products/product.ts';

/** What pages and mails are made from: plain data, times as ISO 8601 UTC, null where not known. */

export type InviteStatusView =
    | 'issued'
    | 'sent'
    | 'confirmed'
    | 'attaching'
    | 'attached'
    | 'declined'
    | 'expired'
    | 'revoked'
    | 'undeliverable'
    | 'conflict'
    | 'unrecognised'
    | 'failed'
    | 'removed'
    | 'attested';

/** What the admin is told by mail: the ends an attach can come to, and that it was taken back. */
export type OutcomeStatusView = Extract<
    InviteStatusView,
    'attached' | 'unrecognised' | 'conflict' | 'failed' | 'removed'
>;

/** What the partner is told by mail: those, a no, no answer, and what the customer says that it did itself. */
export type PartnerOutcomeStatusView = OutcomeStatusView | 'declined' | 'expired' | 'attested';

/** How a customer says yes: by their own sign-in at Microsoft, or by having got the mail. */
export type ConfirmationModeView = 'signin' | 'email';

/** How the invite came to be, as in `Invite.origin`. */
export type InviteOriginView = 'partner' | 'auto-invite' | UnaskedOriginView;

/** The customer came of its own accord. */
export type UnaskedOriginView = 'quick-link' | 'further';

export interface PartnerView {
    name: string;
    /** The location partner ID, digits. */
    id: string;
    /** The mail address that a customer asks. */
    contact: string;
}

export interface SubscriptionView {
    /** GUID. */
    id: string;
    /** As Azure names it. */
    name: string | null;
    /** GUID. */
    tenantId: string;
    /** As the partner names the customer. */
    customerName: string | null;
}

/** The request itself, as page and mail put it before the customer. */
export interface RequestView {
    partner: PartnerView;
    subscription: SubscriptionView;
    invitedBy: string | null;
    /** When the partner asked. */
    invitedAt: string | null;
    /** In the partner's own words. */
    note: string | null;
    /** Until when the link can be decided on; after a decline, until when it can be thought better of. */
    openUntil: string;
    /** Whether *Save partner* also replaces another partner ID that the partner's identity carries in the tenant. */
    replaces: boolean;
    /** What else the partner asks for, which this request does not need. */
    relationships: readonly RelationshipLink[];
}

/** What is asked for where the customer names the partner by hand. */
export interface ProductView {
    id: GuidedProduct;
    /** As the partner names what is meant. */
    name: string | null;
    subscription: Pick<SubscriptionView, 'id' | 'name'> | null;
    /** GUID. */
    tenantId: string;
    /** As the partner names the customer. */
    customerName: string | null;
}

interface OtherRequest {
    partner: PartnerView;
    openUntil: string;
    /** Its own link: whole in a mail, path and query on a page. */
    link: string;
}

export interface OtherSubscriptionView extends OtherRequest {
    subscription: SubscriptionView;
}

export interface OtherProductView extends OtherRequest {
    product: ProductView;
}

/** Another request to the same mailbox that nobody has answered yet. */
export type OtherRequestView = OtherSubscriptionView | OtherProductView;

export interface ConfirmPageModel extends RequestView {
    /** Where the form is posted to: path and query of this very page. */
    action: string;
    /** Said no to before, and the link is still good. */
    declined: boolean;
    mode: ConfirmationModeView;
    /** Host (and port) of Microsoft's sign-in, for the customer to compare with the address bar; null where not known. */
    signInHost: string | null;
    /** Path and query of the page of the other ways; null where there is none. */
    otherWays: string | null;
    others: readonly OtherRequestView[];
}

/** Something that happened to an invite. */
export interface TimelineEntryView {
    at: string;
    /** A status or one of the other events that `words/status.ts` knows; what it does not know is not shown. */
    event: string;
}

/** What the customer is told to do depends on. */
export interface NextStepView {
    partner: PartnerView;
    subscription: Pick<SubscriptionView, 'id'>;
    /** How the attach ended; null before, after any other end, and where only the status is known. */
    outcome: AttachOutcome | null;
    mode: ConfirmationModeView;
    /** Of the partner's application: a GUID. */
    clientId: string;
}

export interface StatusPageModel extends NextStepView {
    subscription: SubscriptionView;
    status: InviteStatusView;
    /** Oldest first. */
    timeline: readonly TimelineEntryView[];
    /** Path and query of the confirm page, where the link can still be decided on. */
    confirmAction: string | null;
    /** Path and query of the page to change it or take it back, where there is something to. */
    manageAction: string | null;
    /** The account that said yes, where it signed in. */
    confirmedBy: string | null;
}

/** Configuration alone: nothing in it may depend on the link that was opened. */
export interface LinkGonePageModel {
    partnerName: string;
    contact: string;
}

export interface ProblemPageModel {
    /** HTTP status. */
    status: number;
    code: ErrorCode;
    /** In English, for what only the partner's own people meet. */
    title: string;
    /** What a person may know of it, in English; null for our own faults. */
    detail: string | null;
    correlationId: string;
    partnerName: string;
    contact: string;
}

export interface InviteMailModel extends RequestView {
    adminEmail: string;
    /** The whole link, token included. */
    link: string;
    mode: ConfirmationModeView;
    /** What this very mail asks for beside it. */
    alongside: readonly OtherRequestView[];
    others: readonly OtherRequestView[];
    /** The whole link to the answers. */
    helpLink: string;
    /** The whole link. */
    optOutLink: string;
}

export interface ReminderMailModel extends InviteMailModel {
    /** When the request was mailed first. */
    mailedAt: string;
}

export interface OptOutPageModel {
    partner: Pick<PartnerView, 'name' | 'contact'>;
    /** Where the form is posted to: path and query of this very page. */
    action: string;
    /** Since when these mails are stopped; null where they are not. */
    optedOutAt: string | null;
}

export interface OutcomeMailModel {
    partner: PartnerView;
    subscription: SubscriptionView;
    status: OutcomeStatusView;
    /** When it ended. */
    at: string;
    origin: InviteOriginView;
    /** The account that said yes, or took it back; null where the mailbox was enough. */
    account: string | null;
}

export interface AdminOutcomeMailModel extends OutcomeMailModel, NextStepView {
    subscription: SubscriptionView;
    adminEmail: string;
    /** The whole link to the status page; null where there is none. */
    statusLink: string | null;
    /** The whole link to change it or take it back; null where there is nothing to. */
    manageLink: string | null;
    /** The whole link to the answers. */
    helpLink: string;
    /** The whole link. */
    optOutLink: string;
}

export interface PartnerOutcomeMailModel extends Omit<OutcomeMailModel, 'status'> {
    status: PartnerOutcomeStatusView;
    /** One sentence: what has to be done now, and by whom. */
    nextStep: string;
    inviteId: string;
    adminEmail: string;
    /** What the attach reported, as code or sentence. */
    reason: string | null;
}

export interface Mail {
    subject: string;
    html: string;
    text: string;
}
