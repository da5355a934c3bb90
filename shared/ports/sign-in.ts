/** Sign-in of a person at Entra, in one tenant: OpenID Connect, authorization code with PKCE. */

/** A person as Entra's ID token tells, verified: signature, issuer, audience, tenant, expiry, nonce. */
export interface SignedIn {
    /** GUIDs, lower case. */
    tenantId: string;
    objectId: string;
    /** `preferred_username`. */
    accountName: string;
    displayName: string | null;
    /** Claim `idp`: where a guest comes from; null for a member of the tenant. */
    identityProvider: string | null;
    /** For Azure Resource Manager, as this person. Lives as long as the request: never kept, never logged. */
    accessToken: string;
}

export interface AuthorizeRequest {
    tenantId: string;
    state: string;
    nonce: string;
    codeVerifier: string;
    /** `none` shows no page at all. */
    prompt: 'select_account' | 'none';
    loginHint?: string | undefined;
    /** What Azure demands of the sign-in, as the JSON that it sent. */
    claims?: string | undefined;
}

export interface SignIn {
    /**
     * The origin that a form leads to: for the `form-action` of a page's policy. Never fails, and is there
     * within seconds even while Entra is away.
     */
    authorizationOrigin(): Promise<string>;
    /** @throws SignInError where the tenant's endpoints cannot be found */
    authorizeUrl(request: AuthorizeRequest): Promise<string>;
    /**
     * Redeems what the callback brought.
     *
     * @param callback path and query as they were opened
     * @throws SignInError
     */
    redeem(
        callback: URLSearchParams,
        trip: { tenantId: string; state: string; nonce: string; codeVerifier: string },
    ): Promise<SignedIn>;
    /** Where an administrator of the tenant consents for everybody; `state` comes back. Needs no answer of Entra. */
    adminConsentUrl(tenantId: string, state: string): Promise<string>;
}

export type SignInErrorKind =
    /** The person turned back at the sign-in. */
    | 'cancelled'
    /** Consent was refused by the person. */
    | 'consent-refused'
    /** Consent is not theirs to give: an administrator of the tenant has to. */
    | 'consent-not-allowed'
    /** Silent sign-in is not possible: pages have to be shown. */
    | 'interaction-required'
    /** The code was used before, or is too old. */
    | 'code-spent'
    /** What came back is not verifiable, or not what was asked for. */
    | 'not-verified'
    /** Entra cannot be reached, or not now. */
    | 'unavailable'
    /** Entra refuses our application: our trouble. */
    | 'refused';

/** Why a sign-in came to nothing. The message holds codes alone. */
export class SignInError extends Error {
    readonly kind: SignInErrorKind;
    /** `AADSTS…`, where Entra said one. */
    readonly code: string | undefined;

    constructor(kind: SignInErrorKind, message: string, options: ErrorOptions & { code?: string | undefined } = {}) {
        super(message, options);
        this.name = 'SignInError';
        this.kind = kind;
        this.code = options.code;
    }
}
