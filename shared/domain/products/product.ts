/**
 * Products whose partner of record is attached by hand, in a portal of their own: no API reads or writes it.
 * `azure-dpor` is the legacy field of an Azure subscription, which the partner link has nothing to do with.
 */
export const GUIDED_PRODUCTS = [
    'microsoft365',
    'dynamics365',
    'businesscentral',
    'intune',
    'ems',
    'azure-dpor',
] as const;

export type GuidedProduct = (typeof GUIDED_PRODUCTS)[number];

export const PRODUCTS = ['azure', ...GUIDED_PRODUCTS] as const;

export type Product = (typeof PRODUCTS)[number];

/** As Microsoft names them, in every language. */
export const PRODUCT_NAMES: Readonly<Record<Product, string>> = {
    azure: 'Azure',
    microsoft365: 'Microsoft 365',
    dynamics365: 'Dynamics 365',
    businesscentral: 'Dynamics 365 Business Central',
    intune: 'Microsoft Intune',
    ems: 'Enterprise Mobility + Security',
    'azure-dpor': 'Azure',
};

export interface AzureSubject {
    product: 'azure';
    subscriptionId: string;
}

export interface GuidedSubject {
    product: GuidedProduct;
    tenantId: string;
    subscriptionId: string | null;
    /** As the partner names what is meant, e.g. which of several plans. */
    productName: string | null;
}

/** What an invite is about: of one subject and admin, one invite at most is live. IDs are in lower case. */
export type Subject = AzureSubject | GuidedSubject;

/** The same for the same subject; of letters, digits, `-` and `+` alone. */
export const subjectKey = (subject: Subject): string =>
    subject.product === 'azure'
        ? subject.subscriptionId
        : [
              subject.product,
              subject.tenantId,
              ...(subject.subscriptionId === null ? [] : [subject.subscriptionId]),
              ...(subject.productName === null ? [] : [nameKey(subject.productName)]),
          ].join('+');

const nameKey = (name: string): string => Buffer.from(name.trim().toLowerCase()).toString('hex');

/** Where what belongs together is kept: the invites of a subscription, else those of a tenant. */
export const placeOf = (subject: Subject): string =>
    subject.product === 'azure' ? subject.subscriptionId : (subject.subscriptionId ?? subject.tenantId);
