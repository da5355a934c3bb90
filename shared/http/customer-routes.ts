import { z } from 'zod';
import type { CustomerSettings } from '../domain/customer.ts';
import { AppError } from '../domain/errors.ts';
import type { CustomerStore } from '../ports/customer-store.ts';
import type { SubscriptionStore } from '../ports/subscription-store.ts';
import { answerRows, readRows } from './batch.ts';
import { guid, mailAddress, partnerId, plainText } from './fields.ts';
import { pageQuery, readJson, readQuery, validate } from './parse.ts';
import { json, noContent } from './respond.ts';
import type { Handler } from './route.ts';

/** The most characters of a customer's name. */
const LONGEST_NAME = 200;

export interface CustomerRoutes {
    customers: CustomerStore;
    subscriptions: SubscriptionStore;
    /** The configured partner IDs: a customer may have one of these. */
    partnerIds: readonly string[];
}

const settingsSchema = (partnerIds: readonly string[]) =>
    z.strictObject({
        name: plainText(LONGEST_NAME),
        contactEmail: mailAddress.optional(),
        partnerId: partnerId
            .refine((id) => partnerIds.includes(id), `one of the configured partner IDs: ${partnerIds.join(', ')}`)
            .optional(),
        autoInvite: z.boolean().optional(),
    });

const tenantOf = (params: Readonly<Record<string, string>>): string =>
    validate(z.object({ tenantId: guid }), params).tenantId;

const notFound = () => new AppError('not-found', 'There is no customer with this tenant ID.');

const locationOf = (tenantId: string) => ({ location: `/api/customers/${tenantId}` });

/** `PUT /api/customers/{tenantId}`: 201 for a new one, else 200. */
export const putCustomer =
    ({ customers, partnerIds }: CustomerRoutes): Handler =>
    async (request) => {
        const tenantId = tenantOf(request.params);
        const settings: CustomerSettings = validate(settingsSchema(partnerIds), await readJson(request));
        const { created, customer } = await customers.put(tenantId, settings);
        return json(created ? 201 : 200, customer, created ? locationOf(tenantId) : {});
    };

/** `GET /api/customers/{tenantId}` */
export const getCustomer =
    ({ customers }: CustomerRoutes): Handler =>
    async (request) => {
        const customer = await customers.get(tenantOf(request.params));
        if (customer === undefined) throw notFound();
        return json(200, customer);
    };

/** `GET /api/customers?limit=&continuation=` */
export const listCustomers =
    ({ customers }: CustomerRoutes): Handler =>
    async (request) =>
        json(200, await customers.list(readQuery(z.strictObject(pageQuery), request)));

/** `DELETE /api/customers/{tenantId}`: its subscriptions and what is missing of them go with it. */
export const deleteCustomer =
    ({ customers, subscriptions }: CustomerRoutes): Handler =>
    async (request) => {
        const tenantId = tenantOf(request.params);
        const result = await customers.delete(tenantId, () => subscriptions.deleteTenant(tenantId));
        if (result === 'not-found') throw notFound();
        return noContent();
    };

/** `POST /api/customers/batch`: 207 with `[{index, status, customer?, problem?}]`. */
export const putCustomers = ({ customers, partnerIds }: CustomerRoutes): Handler => {
    const schema = settingsSchema(partnerIds).extend({ tenantId: guid });
    return async (request, { log }) =>
        answerRows(await readRows(request, { booleans: ['autoInvite'] }), log, async (value) => {
            const { tenantId, ...settings } = validate(schema, value);
            const { created, customer } = await customers.put(tenantId, settings);
            return { status: created ? 201 : 200, customer };
        });
};
