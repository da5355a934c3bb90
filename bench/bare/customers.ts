import { app } from '@azure/functions';
import { tableOf } from './clients.ts';

const customers = tableOf('customers');

/** Of the routes of customers as much as the bench needs to put its own in place: nothing here is measured. */
export const registerBareCustomers = (): void => {
    app.http('customers-get', {
        methods: ['GET'],
        route: 'customers/{tenantId}',
        authLevel: 'function',
        handler: () => ({ status: 200 }),
    });
    app.http('customers-list', {
        methods: ['GET'],
        route: 'customers',
        authLevel: 'function',
        handler: () => ({ status: 200, jsonBody: { items: [] } }),
    });
    app.http('customers-batch', {
        methods: ['POST'],
        route: 'customers/batch',
        authLevel: 'function',
        handler: async (request) => {
            await customers.createTable();
            for (const { tenantId, name } of (await request.json()) as { tenantId: string; name: string }[]) {
                await customers.upsertEntity({ partitionKey: tenantId, rowKey: 'customer', name, deleting: false });
            }
            return { status: 207, jsonBody: [] };
        },
    });
};
