import { SHOP } from '../../../support/e2e-samples.ts';
import { operating, operations, operationsForm, pressing, says, sending } from './asking.ts';
import type { Asked } from './asking.ts';
import { csv, leadsHere, operationsPage } from './sets.ts';
import { CUSTOMER } from './world.ts';

const KEY_OF_FORM = '0'.repeat(32);
const ROWS = new Blob([`subscriptionId,adminEmail\n${SHOP},file@tailspin.example\n`], { type: 'text/csv' });

/** What is behind the sign-in of the operations. */
export const OPERATIONS_ROUTES: Readonly<Record<string, readonly Asked[]>> = {
    ...Object.fromEntries(
        [
            ['', ''],
            ['/audits', '/audits'],
            ['/customers', '/customers'],
            ['/customers/{tenantId}', `/customers/${CUSTOMER}`],
            ['/dead-letters', '/dead-letters'],
            ['/invite-many', '/invite-many'],
            ['/invite-one', '/invite-one'],
            ['/invites', '/invites'],
            ['/missing', '/missing'],
        ].map(([route = '', path = '']) => [
            `GET /api/ops${route}`,
            operations(`/api/ops${path}`, says(200, operationsPage, operating('GET', `/api/ops${path}`))),
        ]),
    ),
    'GET /api/ops/audits/{id}': operations(
        ({ run }) => `/api/ops/audits/${run}`,
        says(
            200,
            operationsPage,
            operating('GET', ({ run }) => `/api/ops/audits/${run}`),
        ),
    ),
    'GET /api/ops/invites/{id}': operations(
        ({ open: [id] }) => `/api/ops/invites/${id ?? ''}`,
        says(
            200,
            operationsPage,
            operating('GET', ({ open: [id] }) => `/api/ops/invites/${id ?? ''}`),
        ),
    ),
    'GET /api/ops/invites.csv': operations(
        '/api/ops/invites.csv',
        says(200, csv, operating('GET', '/api/ops/invites.csv')),
    ),
    'GET /api/ops/missing.csv': operations(
        '/api/ops/missing.csv',
        says(200, csv, operating('GET', '/api/ops/missing.csv')),
    ),
    'POST /api/ops/audits': operationsForm('/api/ops/audits', says(303, leadsHere, pressing('/api/ops/audits'))),
    'POST /api/ops/dead-letters/{id}/retry': operationsForm(
        '/api/ops/dead-letters/none/retry',
        says(404, operationsPage, pressing('/api/ops/dead-letters/none/retry')),
    ),
    'POST /api/ops/invite-one': operationsForm(
        '/api/ops/invite-one',
        says(400, operationsPage, pressing('/api/ops/invite-one', `key=${KEY_OF_FORM}`)),
    ),
    'POST /api/ops/invite-many': operationsForm(
        '/api/ops/invite-many',
        says(200, operationsPage, sending('/api/ops/invite-many', { file: ROWS })),
    ),
    'POST /api/ops/invite-many/send': operationsForm(
        '/api/ops/invite-many/send',
        says(
            200,
            operationsPage,
            sending('/api/ops/invite-many/send', { key: KEY_OF_FORM, rows: '[{"index":0,"value":{}}]' }),
        ),
    ),
    'POST /api/ops/invites/{id}/{action}': operationsForm(
        ({ open: [id] }) => `/api/ops/invites/${id ?? ''}/resend`,
        says(
            303,
            leadsHere,
            pressing(({ open: [id] }) => `/api/ops/invites/${id ?? ''}/resend`),
        ),
    ),
};
