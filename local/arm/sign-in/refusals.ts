/** What Entra tells an application instead of a code: `AADSTS{code}: {message}` as `error_description`. */
export interface Refusal {
    error: string;
    code: number;
    message: string;
    subcode?: string;
}

/** The person turned back: at the accounts, or at the consent page. */
export const declinedSignIn: Refusal = {
    error: 'access_denied',
    code: 65004,
    message: 'User declined to sign in.',
    subcode: 'cancel',
};
// As recorded in 2026; older texts have access_denied here.
export const declinedConsent: Refusal = {
    error: 'consent_required',
    code: 65004,
    message: 'User declined to consent to access the app.',
};

export const declinedAdminConsent: Refusal = {
    error: 'permission_denied',
    code: 65004,
    message: 'The admin canceled the request.',
};

/** Consent is nothing that this person may give. */
export const needsAdministrator = (appName: string): Refusal => ({
    error: 'access_denied',
    code: 90094,
    message:
        'An administrator of the directory has set a policy that prevents you from granting ' +
        `${appName} the permissions it is requesting. Contact an administrator who can grant permissions to this ` +
        'application on your behalf.',
});

/** The account belongs to another directory and is no guest of this one. */
export const notInTenant = (account: string, tenantName: string, clientId: string): Refusal => ({
    error: 'access_denied',
    code: 50020,
    message:
        `User account '${account}' from another identity provider does not exist in tenant '${tenantName}' and ` +
        `cannot access the application '${clientId}' in that tenant. The account needs to be added as an external ` +
        'user in the tenant first. Sign out and sign in again with a different user account.',
});

/** Silent sign-in was asked for, and a page would be needed. */
export const needsSignIn: Refusal = {
    error: 'login_required',
    code: 50058,
    message: 'A silent sign-in request was sent but no user is signed in.',
};

export const needsChoice: Refusal = {
    error: 'interaction_required',
    code: 16000,
    message:
        'Either multiple user identities are available for the current request or selected account is not supported.',
};

export const needsConsent = (clientId: string, appName: string): Refusal => ({
    error: 'consent_required',
    code: 65001,
    message:
        `The user or administrator has not consented to use the application with ID '${clientId}' named '${appName}'. ` +
        'Send an interactive authorization request for this user and resource.',
});

/** A request that is refused by a redirect: the application and where it wants the answer are known to be good. */
export class RefusedRequest extends Error {
    readonly refusal: Refusal;

    constructor(error: string, code: number, message: string) {
        super(message);
        this.name = 'RefusedRequest';
        this.refusal = { error, code, message };
    }
}
