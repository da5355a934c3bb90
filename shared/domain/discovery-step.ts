import type { Customer } from './customer.ts';
import { quickLinkPath } from './page-paths.ts';
import type { Confirmation } from './next-steps.ts';

/** What a link to a customer is made of. */
export interface LinkBase {
    confirmation: Confirmation;
    /** Origin of the app. */
    publicBaseUrl: string;
    /** The partner ID of a customer without one of its own. */
    defaultPartnerId: string;
}

/** What the customer can do so that all of its subscriptions are seen: a text to send, and the link that it speaks of. */
export interface DiscoveryStep {
    text: string;
    link: string | null;
}

const WHY =
    'We look after the partner link of your Azure subscriptions, and see only those on which our application holds a role: a subscription that you buy tomorrow stays out of our sight.';
const BY_LINK =
    'Please open this link, sign in, choose your root management group there and press Save partner. Our application then holds Support Request Contributor, the least role that counts, on all of your subscriptions, later ones included. It takes somebody who may assign roles at that group.';
const BY_HAND =
    'Please assign the role Support Request Contributor, the least that counts, to our application at your root management group (Azure portal, Management groups, Access control). It then holds the role on all of your subscriptions, later ones included.';

/**
 * Of a customer that is seen in part. Only where customers sign in does a link without a token lead anywhere, and only
 * from a subscription that is known.
 */
export function discoveryStep(
    { discovery, aSubscription, partnerId }: Pick<Customer, 'discovery' | 'aSubscription' | 'partnerId'>,
    { confirmation, publicBaseUrl, defaultPartnerId }: LinkBase,
): DiscoveryStep | undefined {
    if (discovery !== 'partial') return undefined;
    if (confirmation === 'email' || aSubscription === null) return { text: `${WHY} ${BY_HAND}`, link: null };
    const path = quickLinkPath({ subscriptionId: aSubscription, partnerId: partnerId ?? defaultPartnerId });
    return { text: `${WHY} ${BY_LINK}`, link: `${publicBaseUrl}${path}` };
}
