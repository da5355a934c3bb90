import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { ACEProvisioningManagementPartnerAPI } from '@azure/arm-managementpartner';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import { TableClient } from '@azure/data-tables';
import { app } from '@azure/functions';
import { ManagedIdentityCredential } from '@azure/identity';
import { z } from 'zod';

/** As many as the app has of each kind, or a few less: what registers itself costs next to nothing. */
const ROUTES = 55;
const QUEUES = 6;
const TIMERS = 5;

/**
 * The SDKs that the work is done with, loaded at once as their documentation shows; what sends messages and mails is no
 * part of a floor. The app loads some of these later, which is part of what is measured.
 */
export const needed = [
    AuthorizationManagementClient,
    ACEProvisioningManagementPartnerAPI,
    SubscriptionClient,
    TableClient,
    ManagedIdentityCredential,
    z.object,
];

const handler = () => ({ status: 204 });

for (let n = 0; n < ROUTES; n += 1) app.http(`route-${n}`, { route: `route-${n}`, methods: ['GET'], handler });
for (let n = 0; n < QUEUES; n += 1) {
    app.serviceBusQueue(`queue-${n}`, {
        connection: 'ServiceBusConnection',
        queueName: `queue-${n}`,
        handler: () => undefined,
    });
}
for (let n = 0; n < TIMERS; n += 1) app.timer(`timer-${n}`, { schedule: '0 0 5 * * *', handler: () => undefined });
