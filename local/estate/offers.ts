import type { SampleSubscription } from '../arm/state/document.ts';
import type { Chance } from './random.ts';

type Billing = SampleSubscription['billing'];

/** Under what a tenant buys: one account of each kind. */
export interface Accounts {
    enterprise: string;
    customer: string;
    partner: string;
    online: string;
}

export const accountsOf = (by: Chance): Accounts => ({
    enterprise: String(by.whole(1_000_000, 9_999_999)),
    customer: `${by.guid()}:${by.guid()}_2019-05-31`,
    partner: `${by.guid()}:${by.guid()}_2018-09-30`,
    online: by.guid(),
});

const enterpriseBilling = ({ enterprise }: Accounts): Billing => ({
    agreementType: 'EnterpriseAgreement',
    accountId: enterprise,
});

export const customerBilling = ({ customer }: Accounts): Billing => ({
    agreementType: 'MicrosoftCustomerAgreement',
    accountId: customer,
});

export const partnerBilling = ({ partner }: Accounts): Billing => ({
    agreementType: 'MicrosoftPartnerAgreement',
    accountId: partner,
});

const onlineBilling = ({ online }: Accounts): Billing => ({
    agreementType: 'MicrosoftOnlineServicesProgram',
    accountId: online,
});

const noBilling = (): Billing => null;

type Bill = (accounts: Accounts) => Billing;

/** Offers as they are met, each with what bills it. EA and MCA share a quotaId, and so do their dev/test offers. */
const OFFERS: readonly (readonly [weight: number, offer: readonly [quotaId: string, bill: Bill]])[] = [
    [34, ['EnterpriseAgreement_2014-09-01', enterpriseBilling]],
    [26, ['EnterpriseAgreement_2014-09-01', customerBilling]],
    [4, ['EnterpriseAgreement_2014-09-01', noBilling]],
    [6, ['MSDNDevTest_2014-09-01', enterpriseBilling]],
    [10, ['PayAsYouGo_2014-09-01', onlineBilling]],
    [4, ['CSP_2015-05-01', partnerBilling]],
    [1, ['CSPDEVTEST_2018-05-01', partnerBilling]],
    [3, ['FreeTrial_2014-09-01', onlineBilling]],
    [3, ['MSDN_2014-09-01', onlineBilling]],
    [2, ['AzurePass_2014-09-01', onlineBilling]],
    [2, ['MPN_2014-09-01', onlineBilling]],
    [2, ['Sponsored_2016-01-01', onlineBilling]],
    [1, ['AzureForStudents_2018-01-01', noBilling]],
    [1, ['Internal_2014-09-01', noBilling]],
    [1, ['NewOfferOfNextYear_2027-01-01', customerBilling]],
];

const STATES: readonly (readonly [weight: number, state: SampleSubscription['state']])[] = [
    [88, 'Enabled'],
    [3, 'Warned'],
    [3, 'PastDue'],
    [4, 'Disabled'],
    [2, 'Deleted'],
];

/** What a subscription is bought as, how it is billed, and whether it works. */
export const soldAs = (by: Chance, accounts: Accounts): Pick<SampleSubscription, 'quotaId' | 'billing' | 'state'> => {
    const [quotaId, bill] = by.weighted(OFFERS);
    return { quotaId, billing: bill(accounts), state: by.weighted(STATES) };
};
