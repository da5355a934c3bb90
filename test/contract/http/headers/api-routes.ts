import { ANALYTICS, CONTOSO, SHOP } from '../../../support/e2e-samples.ts';
import { AS_CSV, AS_JSON, AS_PAGE, keyed, says } from './asking.ts';
import type { Asked } from './asking.ts';
import { csv, json, nothing, page, problem } from './sets.ts';

const NOBODY = '11111111-2222-4333-8444-555555555555';
const TEXT = { 'content-type': 'text/plain' };

/** What the partner's own programs ask, with a key. */
export const API_ROUTES: Readonly<Record<string, readonly Asked[]>> = {
    'POST /api/invites': [
        says(
            201,
            { ...json, location: 'HERE' },
            keyed('POST', '/api/invites', { body: { subscriptionId: SHOP, adminEmail: 'new@tailspin.example' } }),
        ),
        says(415, problem, keyed('POST', '/api/invites', { body: 'x', headers: TEXT })),
    ],
    'POST /api/invites/batch': [
        says(207, json, keyed('POST', '/api/invites/batch', { body: [{ subscriptionId: SHOP }] })),
        says(415, problem, keyed('POST', '/api/invites/batch', { body: 'x', headers: TEXT })),
    ],
    'GET /api/invites': [
        says(200, json, keyed('GET', '/api/invites')),
        says(400, problem, keyed('GET', '/api/invites?limit=0')),
    ],
    'GET /api/invites/{id}': [
        says(
            200,
            json,
            keyed('GET', ({ open: [id] }) => `/api/invites/${id ?? ''}`),
        ),
        says(404, problem, keyed('GET', `/api/invites/${NOBODY}`)),
    ],
    'POST /api/invites/{id}/resend': [
        says(
            200,
            json,
            keyed('POST', ({ open: [, id] }) => `/api/invites/${id ?? ''}/resend`),
        ),
        says(404, problem, keyed('POST', `/api/invites/${NOBODY}/resend`)),
    ],
    'POST /api/invites/{id}/retry': [says(404, problem, keyed('POST', `/api/invites/${NOBODY}/retry`))],
    'PUT /api/invites/{id}/proof': [
        says(404, problem, keyed('PUT', `/api/invites/${NOBODY}/proof`, { body: { note: 'Ticket 7' } })),
    ],
    'DELETE /api/invites/{id}': [
        says(
            200,
            json,
            keyed('DELETE', ({ open: [, id] }) => `/api/invites/${id ?? ''}`),
        ),
        says(404, problem, keyed('DELETE', `/api/invites/${NOBODY}`)),
    ],
    'PUT /api/customers/{tenantId}': [
        says(
            201,
            { ...json, location: 'HERE' },
            keyed('PUT', `/api/customers/${NOBODY}`, { body: { name: 'Litware' } }),
        ),
        says(400, problem, keyed('PUT', `/api/customers/${NOBODY}`, { body: { name: '' } })),
    ],
    'GET /api/customers': [
        says(200, json, keyed('GET', '/api/customers')),
        says(400, problem, keyed('GET', '/api/customers?limit=0')),
    ],
    'GET /api/customers/{tenantId}': [
        says(200, json, keyed('GET', `/api/customers/${CONTOSO}`)),
        says(400, problem, keyed('GET', '/api/customers/contoso')),
    ],
    'POST /api/customers/batch': [
        says(207, json, keyed('POST', '/api/customers/batch', { body: [{}] })),
        says(415, problem, keyed('POST', '/api/customers/batch', { body: 'x', headers: TEXT })),
    ],
    'DELETE /api/customers/{tenantId}': [
        says(204, nothing, keyed('DELETE', `/api/customers/${NOBODY}`)),
        says(200, json, keyed('DELETE', `/api/customers/${NOBODY}?erase=true`)),
        says(400, problem, keyed('DELETE', '/api/customers/contoso')),
    ],
    'GET /api/subscriptions': [
        says(200, json, keyed('GET', '/api/subscriptions')),
        says(400, problem, keyed('GET', '/api/subscriptions?limit=0')),
    ],
    'GET /api/subscriptions/{subscriptionId}': [
        says(200, json, keyed('GET', `/api/subscriptions/${ANALYTICS}`)),
        says(404, problem, keyed('GET', `/api/subscriptions/${NOBODY}`)),
    ],
    'GET /api/audit': [
        says(200, json, keyed('GET', '/api/audit')),
        says(200, csv, keyed('GET', '/api/audit', { headers: AS_CSV })),
        says(400, problem, keyed('GET', '/api/audit?limit=0')),
    ],
    'GET /api/audit/runs/{id}': [
        says(
            200,
            json,
            keyed('GET', ({ run }) => `/api/audit/runs/${run}`),
        ),
        says(404, problem, keyed('GET', `/api/audit/runs/${NOBODY}`)),
    ],
    'GET /api/evidence': [
        says(200, json, keyed('GET', `/api/evidence?tenantId=${CONTOSO}`)),
        says(200, csv, keyed('GET', `/api/evidence?tenantId=${CONTOSO}`, { headers: AS_CSV })),
        says(400, problem, keyed('GET', '/api/evidence')),
    ],
    'GET /api/report': [
        says(200, json, keyed('GET', '/api/report', { headers: AS_JSON })),
        says(200, page, keyed('GET', '/api/report', { headers: AS_PAGE })),
        says(200, csv, keyed('GET', '/api/report', { headers: AS_CSV })),
        says(400, problem, keyed('GET', '/api/report?limit=1')),
    ],
    'POST /api/report': [says(202, nothing, keyed('POST', '/api/report'))],
    'GET /api/dead-letters': [
        says(200, json, keyed('GET', '/api/dead-letters')),
        says(400, problem, keyed('GET', '/api/dead-letters?limit=0')),
    ],
    'POST /api/dead-letters/{id}/retry': [says(404, problem, keyed('POST', '/api/dead-letters/none/retry'))],
    'GET /api/health/details': [says(200, json, keyed('GET', '/api/health/details'))],

    // At the end: the run stands in everybody's way.
    'POST /api/audit/runs': [says(202, { ...json, location: 'HERE' }, keyed('POST', '/api/audit/runs'))],
};
