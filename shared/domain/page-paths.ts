/*
 * Where the pages for customers are, below the address of the app.
 */

/** Where an admin changes or removes what was set up. */
export const managePagePath = (invite: { subscriptionId: string; partnerId: string }): string =>
    `/api/manage/${invite.subscriptionId}/partnerId/${invite.partnerId}`;

/** The page that leads through a portal of Microsoft's; without a token. */
export const guidePagePath = ({ id }: { id: string }): string => `/api/guide/${id}`;

/** The path of the quick link, without a token; its status page is below it. */
export const quickLinkPath = (invite: { subscriptionId: string; partnerId: string }): string =>
    `/api/confirm/${invite.subscriptionId}/partnerId/${invite.partnerId}`;

export const statusPagePath = (invite: { subscriptionId: string; partnerId: string }): string =>
    `${quickLinkPath(invite)}/status`;

/** The page of the ways to give access without signing in. */
export const waysPagePath = (invite: { subscriptionId: string; partnerId: string }): string =>
    `${quickLinkPath(invite)}/ways`;

/**
 * The page with answers for customers.
 *
 * @param locale BCP 47, of the page or mail that leads there; null where the browser is to choose
 */
export const helpPath = (locale: string | null): string =>
    `/api/help${locale === null ? '' : `?lang=${encodeURIComponent(locale)}`}`;
