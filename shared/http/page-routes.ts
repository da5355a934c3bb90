/** The route of the quick link, as Microsoft's own had it. */
export const QUICK_LINK_ROUTE = 'confirm/{subscriptionId}/partnerId/{partnerId}';

/** Of the link that an outcome mail carries: to change what was set up, or take it back. */
export const MANAGE_ROUTE = 'manage/{subscriptionId}/partnerId/{partnerId}';

export const GUIDE_ROUTE = 'guide/{inviteId}';

/** The route of the templates. */
export const TEMPLATE_ROUTE = 'templates/{name}.json';
