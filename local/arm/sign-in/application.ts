import { unknownApplication } from '../entra/discovery.ts';
import { EntraError } from '../entra/entra-error.ts';
import { applicationIn, type Application } from '../state/applications.ts';
import type { Tenant, World } from '../state/world.ts';

/** The application's name as Entra's pages show it. */
export const APP_NAME = 'dpor-attach';

/** Where an answer goes, once application and address are known to belong together. */
export interface ReturnAddress {
    application: Application;
    redirectUri: string;
    state: string | undefined;
}

/**
 * Who asks, and where to send the answer.
 *
 * @throws EntraError 700016 for another application, 50011 for an address that is not registered letter by letter: these
 *   two are told on a page and never by a redirect, which would lead wherever the request says
 */
export const returnAddress = (world: World, tenant: Tenant, query: URLSearchParams): ReturnAddress => {
    const clientId = query.get('client_id') ?? '';
    const application = applicationIn(world.document, tenant.row.tenantId, clientId);
    if (application === undefined) throw unknownApplication(clientId, tenant);
    const redirectUri = query.get('redirect_uri') ?? '';
    if (!application.redirectUris.includes(redirectUri)) {
        throw new EntraError(
            400,
            'invalid_request',
            50011,
            `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured ` +
                `for the application '${application.clientId}'. Make sure the redirect URI sent in the request matches one ` +
                'added to your application in the Azure portal.',
        );
    }
    return { application, redirectUri, state: query.get('state') ?? undefined };
};
