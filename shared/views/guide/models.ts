import type { AskedWhy } from '../../domain/products/said.ts';
import type { RelationshipLink } from '../../domain/products/relationship-links.ts';
import type { OtherRequestView, PartnerView, ProductView } from '../view-models.ts';

/** What the guide page is made from, whatever it is for. */
export interface GuideView {
    partner: PartnerView;
    product: ProductView;
    invitedBy: string | null;
    /** When the partner asked. */
    invitedAt: string | null;
    /** In the partner's own words. */
    note: string | null;
    /** As far as a link leads into Microsoft's portal. */
    portalLink: string;
    /** What else the partner asks for, which this request does not need. */
    relationships: readonly RelationshipLink[];
    /** What was asked in the same mail and waits for an answer, each with its own link. */
    others: readonly OtherRequestView[];
    /** Where the form is posted to: path and query of this very page. */
    action: string;
}

/** Waits for the customer to name the partner. */
export interface GuideOpenModel extends GuideView {
    state: 'open';
    openUntil: string;
    /** Said no to before, and the link is still good. */
    declined: boolean;
    /** When *Not now* was pressed; null where it was not. */
    notNowAt: string | null;
}

/** Waits to be told whether it is still so. */
export interface GuideAgainModel extends GuideView {
    state: 'asked-again';
    openUntil: string;
    notNowAt: string | null;
    saidAt: string;
    why: AskedWhy;
}

/** Tells what was said. */
export interface GuideSaidModel extends GuideView {
    state: 'said';
    saidAt: string;
    /** When it is asked whether it is still so; null where it is not. */
    askAt: string | null;
}

/** Tells that it was taken back. */
export interface GuideGoneModel extends GuideView {
    state: 'gone';
    /** When it was. */
    goneAt: string;
}

export type GuidePageModel = GuideOpenModel | GuideAgainModel | GuideSaidModel | GuideGoneModel;
