import type { AskedWhy } from '../../domain/products/said.ts';
import type { SaidOutcome } from '../../domain/invite.ts';
import type { RelationshipLink } from '../../domain/products/relationship-links.ts';
import type { OtherRequestView, PartnerView, ProductView } from '../view-models.ts';

/** What every mail about a product has that the customer names the partner for by hand. */
interface GuidedMail {
    partner: PartnerView;
    product: ProductView;
    adminEmail: string;
    /** Until when an answer counts. */
    openUntil: string;
    /** The whole link to the guide, token included. */
    link: string;
    /** What else waits for the same mailbox. */
    others: readonly OtherRequestView[];
    /** The whole link to the answers. */
    helpLink: string;
    /** The whole link. */
    optOutLink: string;
}

/** A request that waits to be answered for the first time. */
interface GuidedRequest extends GuidedMail {
    invitedBy: string | null;
    /** When the partner asked. */
    invitedAt: string | null;
    /** In the partner's own words. */
    note: string | null;
}

export interface GuidedInviteMailModel extends GuidedRequest {
    /** What this very mail asks for beside it. */
    alongside: readonly OtherRequestView[];
    relationships: readonly RelationshipLink[];
}

export interface GuidedReminderMailModel extends GuidedRequest {
    /** When the request was mailed first. */
    mailedAt: string;
}

/** Whether what was said is still so. */
export interface AskAgainMailModel extends GuidedMail {
    /** When it was said. */
    saidAt: string;
    why: AskedWhy;
}

/** How it ended, for the partner. */
export interface GuidedOutcomeMailModel {
    partner: PartnerView;
    product: ProductView;
    ended: GuidedEnd;
    /** When it ended. */
    at: string;
    /** When the customer had said that it was done; null where it never did. */
    saidAt: string | null;
    /** One sentence: what has to be done now, and by whom. */
    nextStep: string;
    inviteId: string;
    adminEmail: string;
}

/** What became of what the customer said, or that it said no, or nothing. */
export type GuidedEnd = SaidOutcome | 'declined' | 'expired';
