import type { CommandLines } from '../../domain/ways/command-lines.ts';
import type { ConfirmationModeView, PartnerView, SubscriptionView } from '../view-models.ts';

/** How something is done by command line, and how it is taken back. */
export interface LinesView {
    give: CommandLines;
    takeBack: CommandLines;
}

/** A way that a template of ours sets up. */
export interface TemplateWayView {
    /** The page of the Azure portal that deploys it. */
    portalLink: string;
    /** The template itself. */
    templateLink: string;
    lines: LinesView;
}

/** What all of these pages are about. */
interface WaysView {
    partner: PartnerView;
    subscription: SubscriptionView;
    mode: ConfirmationModeView;
    /** Whether access was there before the first mail went out: then it is no answer. Null where not known. */
    accessBefore: boolean | null;
    /** Path and query of the page of the ways, where its forms are posted to. */
    action: string;
    /** Path and query of the request itself. */
    request: string;
}

export interface OtherWaysPageModel extends WaysView {
    /** GUID of the partner's own tenant. */
    homeTenantId: string;
    application: {
        clientId: string;
        /** Of its service principal in the customer's tenant; null where that is not there, or not known. */
        objectId: string | null;
        /** Null where it could not be read. */
        isInTenant: boolean | null;
        /** Lines that bring it in. */
        add: CommandLines;
    };
    lighthouse: TemplateWayView;
    role: TemplateWayView;
    /** A guest or an account of the directory links itself. */
    account: { portalLink: string; lines: LinesView };
}

/** The access is there, and cannot stand for an answer. */
export type SignInNeededPageModel = WaysView;

export interface NotThereYetPageModel extends WaysView {
    clientId: string;
    application: 'missing' | 'no-role';
    delegation: 'none' | 'no-role' | 'unreadable';
}
