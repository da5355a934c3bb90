import type { GuidedProduct, Product } from '../../domain/products/product.ts';

/** A further product that the same mail asks for. */
export interface AlsoFor {
    product: GuidedProduct;
    productName?: string | undefined;
    subscriptionId?: string | undefined;
}

/** What a partner asks for; validated for form at the edge, not yet for sense. */
export interface InviteRequest {
    /** `azure` where it is not given. */
    product?: Product | undefined;
    /** Of Azure; of other products the one that is meant, where it has an ID. */
    subscriptionId?: string | undefined;
    /** Not of Azure. */
    productName?: string | undefined;
    adminEmail: string;
    /** Found from the subscription for Azure; of other products it says whose they are. */
    tenantId?: string | undefined;
    partnerId?: string | undefined;
    customerName?: string | undefined;
    note?: string | undefined;
    locale?: string | undefined;
    expiresInDays?: number | undefined;
    /** Of Azure alone. */
    allowReplace?: boolean | undefined;
    invitedBy?: string | undefined;
    alsoFor?: readonly AlsoFor[] | undefined;
    /** An ID, or an approval link as it was pasted. */
    gdapRelationship?: string | undefined;
    resellerInvitation?: 'direct' | 'indirect' | undefined;
}
