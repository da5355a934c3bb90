import type { ConsentAsked } from './consent-pages.ts';
import type { PageVisit } from './page-visit.ts';

/** What a consent page shows about a person and the application. */
export const consentAsked = (objectId: string, { tenant, world }: PageVisit): ConsentAsked => ({
    account: objectId,
    userPrincipalName: tenant.principal(objectId)?.userPrincipalName ?? '',
    publisher: world.tenant(world.document.app.homeTenantId)?.row.displayName ?? 'unknown',
    tenantName: tenant.row.displayName,
});
