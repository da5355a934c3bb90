/** What a person is asked to sign in for. */
export type SignInPurpose = 'save' | 'remove' | 'replace';

/** Which request somebody signs in about. */
export type SignInTarget =
    /** An invite, by the link of its mail; at a later generation that link is dead. */
    | { kind: 'invite'; inviteId: string; generation: number }
    /** The quick link without a token: no invite before it. */
    | { kind: 'open-link'; subscriptionId: string; partnerId: string; tenantId: string };

/** What the customer's admin chose on the review page, beside the subscription that was asked for. */
export interface GrantChoice {
    /** Further subscriptions, lower-case GUIDs. */
    subscriptionIds: string[];
    /** The management group to grant at, by its ID; null for none. */
    managementGroupId: string | null;
    /** Whether Reader is granted beside the eligible role. */
    reader: boolean;
    /** Of taking back: whether what stands above the subscription goes too. */
    above: boolean;
}

export const NO_CHOICE: GrantChoice = { subscriptionIds: [], managementGroupId: null, reader: false, above: false };

/** The account of a signed-in person. */
export interface Account {
    /** GUID, lower case. */
    objectId: string;
    /** The user principal name, as Entra shows it. */
    name: string;
}

/**
 * One trip to Entra and back. It is kept by the browser alone, sealed, until the callback; nothing in it
 * gives any right.
 */
export interface SignInTrip {
    state: string;
    nonce: string;
    /** PKCE. */
    codeVerifier: string;
    /** The tenant of the subscription. */
    tenantId: string;
    target: SignInTarget;
    purpose: SignInPurpose;
    /** The first trip leads to the review page, the second one acts. */
    step: 'review' | 'act';
    /** Of the second trip: what was chosen, and who chose it. */
    choice: GrantChoice | null;
    account: Account | null;
    /** Whether Azure's own demand (multi-factor authentication, for example) was answered already: it is asked once. */
    claimsAsked: boolean;
    /** Whether Entra may show pages; the second trip begins without. */
    interactive: boolean;
}

/** Between the review page and its *Save partner*: kept by the browser alone, sealed. */
export interface ReviewTicket {
    /** Stands in the form too: both have to be there. */
    formToken: string;
    tenantId: string;
    target: SignInTarget;
    purpose: SignInPurpose;
    account: Account;
}

/** How long a trip, and a review, may take, in seconds. */
export const SIGN_IN_SECONDS = 15 * 60;

/** Why a sign-in did not lead on. */
export const REFUSALS = [
    /** Turned back at the sign-in. */
    'cancelled',
    'consent-refused',
    /** An administrator of the tenant has to consent: `adminConsentLink`. */
    'consent-not-allowed',
    /** Another tenant's account, or not the account that reviewed. */
    'wrong-account',
    /** The home of the account is the partner's own tenant. */
    'partner-account',
    /** No right to give access on this subscription. */
    'no-right',
    /** The right is there to be activated. */
    'activate-first',
    /** Azure wants multi-factor authentication, and did not get it. */
    'stronger-sign-in',
    /** A policy of the customer forbids it: `policy`. */
    'policy',
    /** A condition on the person's role forbids it. */
    'condition',
    /** The root management group was chosen without its second tick. */
    'root-not-confirmed',
    /** Took too long, was done before, or belongs to another browser. */
    'expired',
    /** What came back from the sign-in cannot be trusted. */
    'not-verified',
    /** The partner's application is not yet to be seen in the tenant. */
    'not-yet',
    /** Azure or Entra cannot be reached now. */
    'unavailable',
] as const;

export type Refusal = (typeof REFUSALS)[number];
