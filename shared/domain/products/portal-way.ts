import type { GuidedInvite } from '../invite.ts';
import { fillLink } from './link-template.ts';

export interface PortalRules {
    links: {
        /** Of the field in question, where there is such a link: see `link-template.ts`. */
        dpor: string | undefined;
        /** The admin center's list of what was bought. */
        products: string;
    };
    /** Origin of the Azure portal. */
    portal: string;
}

/** As far as a link leads into the portal where a partner is named for this product. */
export function portalWay(
    { product, tenantId, subscriptionId, partnerId }: GuidedInvite,
    { links, portal }: PortalRules,
): string {
    if (product !== 'azure-dpor') return links.products;
    // Whoever asks for the older field names the subscription; without one there is but the portal.
    if (subscriptionId === null) return `${portal}/`;
    if (links.dpor !== undefined) return fillLink(links.dpor, { subscriptionId, partnerId });
    const [tenant, subscription] = [tenantId, subscriptionId].map(encodeURIComponent);
    return `${portal}/#@${tenant}/resource/subscriptions/${subscription}/overview`;
}
