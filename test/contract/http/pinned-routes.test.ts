import { registeredRoutes } from './registrations.ts';

/** Whoever changes this list changes what the world can reach. */
const PINNED = [
    'DELETE /api/customers/{tenantId} function',
    'DELETE /api/invites/{id} function',
    'GET /api/audit function',
    'GET /api/audit/runs/{id} function',
    'GET /api/confirm/{subscriptionId}/partnerId/{partnerId} anonymous',
    'GET /api/confirm/{subscriptionId}/partnerId/{partnerId}/status anonymous',
    'GET /api/confirm/{subscriptionId}/partnerId/{partnerId}/ways anonymous',
    'GET /api/customers function',
    'GET /api/customers/{tenantId} function',
    'GET /api/dead-letters function',
    'GET /api/evidence function',
    'GET /api/health anonymous',
    'GET /api/health/details function',
    'GET /api/invites function',
    'GET /api/invites/{id} function',
    'GET /api/manage/{subscriptionId}/partnerId/{partnerId} anonymous',
    'GET /api/opt-out anonymous',
    'GET /api/report function',
    'GET /api/signin/callback anonymous',
    'GET /api/subscriptions function',
    'GET /api/subscriptions/{subscriptionId} function',
    'GET /api/templates/{name}.json anonymous',
    'OPTIONS /api/templates/{name}.json anonymous',
    'POST /api/audit/runs function',
    'POST /api/confirm/{subscriptionId}/partnerId/{partnerId} anonymous',
    'POST /api/confirm/{subscriptionId}/partnerId/{partnerId}/ways anonymous',
    'POST /api/customers/batch function',
    'POST /api/dead-letters/{id}/retry function',
    'POST /api/invites function',
    'POST /api/invites/batch function',
    'POST /api/invites/{id}/resend function',
    'POST /api/invites/{id}/retry function',
    'POST /api/mail-events anonymous',
    'POST /api/manage/{subscriptionId}/partnerId/{partnerId} anonymous',
    'POST /api/opt-out anonymous',
    'POST /api/report function',
    'POST /api/signin/grant anonymous',
    'PUT /api/customers/{tenantId} function',
];

test('the app can be reached by these routes and keys, and by no other', async () => {
    const routes = await registeredRoutes();

    const found = routes.map(({ method, path, authLevel }) => `${method} ${path} ${authLevel}`);
    expect(found.toSorted()).toEqual(PINNED);
}, 60_000);
