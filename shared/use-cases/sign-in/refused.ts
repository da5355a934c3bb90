import type { Account, Refusal, SignInPurpose, SignInTarget } from '../../domain/sign-in.ts';

/** What a refusal's page can say beside why. */
export interface RefusalFacts {
    target?: SignInTarget | undefined;
    /** Leads back to the page that it began on. */
    purpose?: SignInPurpose | undefined;
    account?: Pick<Account, 'name'> | undefined;
    /** Of `policy`. */
    policy?: string | undefined;
    /** Of `consent-not-allowed`. */
    adminConsentLink?: string | undefined;
    /** Set once something was done at Azure: from then on a refusal must not say that nothing was. */
    partly?: boolean | undefined;
}

/** The sign-in leads no further, and the person is told why and what to do. */
export class Refused extends Error {
    readonly refusal: Refusal;
    readonly facts: RefusalFacts;

    constructor(refusal: Refusal, facts: RefusalFacts = {}, options?: ErrorOptions) {
        super(refusal, options);
        this.name = 'Refused';
        this.refusal = refusal;
        this.facts = facts;
    }
}
