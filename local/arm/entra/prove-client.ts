import { timingSafeEqual } from 'node:crypto';
import { applicationIn, type Application } from '../state/applications.ts';
import type { Tenant } from '../state/world.ts';
import { checkClientAssertion } from './client-assertion.ts';
import { unknownApplication } from './discovery.ts';
import { EntraError } from './entra-error.ts';
import { required, type TokenEndpoint } from './token-request.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const sameText = (left: string, right: string): boolean => {
    const [a, b] = [Buffer.from(left), Buffer.from(right)];
    return a.length === b.length && timingSafeEqual(a, b);
};

const proveClient = async (
    form: URLSearchParams,
    tenantId: string,
    app: Application,
    endpoint: TokenEndpoint,
): Promise<'1' | '2'> => {
    const secret = form.get('client_secret');
    const assertion = form.get('client_assertion');
    if (assertion !== null) {
        if (form.get('client_assertion_type') !== ASSERTION_TYPE) required(form, 'client_assertion_type');
        const base = `${endpoint.url}/${tenantId}`;
        const audiences = [`${base}/oauth2/v2.0/token`, `${base}/v2.0`];
        await checkClientAssertion(assertion, app.clientId, endpoint.keys, audiences, endpoint.now);
        return '2';
    }
    if (secret === null) {
        throw new EntraError(
            401,
            'invalid_client',
            7000218,
            "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
        );
    }
    if (!sameText(secret, app.clientSecret)) {
        throw new EntraError(
            401,
            'invalid_client',
            7000215,
            'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, ' +
                `not the client secret ID, for a secret added to app '${app.clientId}'.`,
        );
    }
    return '1';
};

/**
 * Who asks for a token, proved by secret or assertion.
 *
 * @returns the registration, and how it was proved as `appidacr` says it
 * @throws EntraError
 */
export const authenticateClient = async (
    form: URLSearchParams,
    tenant: Tenant,
    endpoint: TokenEndpoint,
): Promise<{ application: Application; appidacr: '1' | '2' }> => {
    const clientId = required(form, 'client_id').toLowerCase();
    const { tenantId } = tenant.row;
    const application = applicationIn(endpoint.world.document, tenantId, clientId);
    if (application === undefined) throw unknownApplication(clientId, tenant);
    return { application, appidacr: await proveClient(form, tenantId, application, endpoint) };
};
