import { customerJson, noSuchCustomer, tenantOf } from '../shared/http/customer-json.ts';
import type { CustomerRoutes } from '../shared/http/customer-json.ts';
import { json } from '../shared/http/respond.ts';
import type { Handler } from '../shared/http/route.ts';
import type { AutoInviteStore } from '../shared/ports/auto-invite-store.ts';
import type { CustomerStore } from '../shared/ports/customer-store.ts';

export interface CustomersGetDependencies extends Pick<CustomerRoutes, 'linkBase'> {
    customers: Pick<CustomerStore, 'get'>;
    autoInvites: Pick<AutoInviteStore, 'ofTenant'>;
}

/** `GET /api/customers/{tenantId}`, with what was invited automatically, or would be. */
export const getCustomer =
    ({ customers, autoInvites, linkBase }: CustomersGetDependencies): Handler =>
    async (request) => {
        const customer = await customers.get(tenantOf(request.params));
        if (customer === undefined) throw noSuchCustomer();
        const listed = (await autoInvites.ofTenant(customer.tenantId)).map(
            ({ subscriptionId, displayName, state, at, inviteId, reason }) => ({
                ...{ subscriptionId, displayName, state, at, reason },
                inviteId: state === 'invited' ? inviteId : null,
            }),
        );
        return json(200, {
            ...customerJson(customer, linkBase),
            ...(listed.length === 0 ? {} : { autoInvites: listed }),
        });
    };
