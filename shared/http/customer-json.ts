import { z } from 'zod';
import type { Customer, SeenLink } from '../domain/customer.ts';
import { discoveryStep } from '../domain/discovery-step.ts';
import type { DiscoveryStep, LinkBase } from '../domain/discovery-step.ts';
import { AppError } from '../domain/errors.ts';
import type { CustomerStore } from '../ports/customer-store.ts';
import type { SubscriptionStore } from '../ports/subscription-store.ts';
import { guid, mailAddress, partnerId, plainText } from './fields.ts';
import { validate } from './parse.ts';

/** The most characters of a customer's name. */
const LONGEST_NAME = 200;

/** What the routes of customers need. */
export interface CustomerRoutes {
    customers: CustomerStore;
    subscriptions: SubscriptionStore;
    /** The configured partner IDs: a customer may have one of these. */
    partnerIds: readonly string[];
    /** For the link that a customer may be sent. */
    linkBase: LinkBase;
}

/** A customer as callers see it. */
export interface CustomerJson extends Omit<Customer, 'principalId' | 'link' | 'aSubscription'> {
    /** Absent where there is none. */
    link?: SeenLink;
    /** Of one that is seen in part alone. */
    discoveryNextStep?: DiscoveryStep;
}

export function customerJson(customer: Customer, linkBase: LinkBase): CustomerJson {
    const { tenantId, name, contactEmail, partnerId: its, autoInvite, access, discovery, link } = customer;
    const discoveryNextStep = discoveryStep(customer, linkBase);
    return {
        ...{ tenantId, name, contactEmail, partnerId: its, autoInvite, access, discovery },
        ...(link === null ? {} : { link }),
        ...(discoveryNextStep === undefined ? {} : { discoveryNextStep }),
    };
}

/** Body of `PUT /api/customers/{tenantId}`. */
export const customerSettings = (partnerIds: readonly string[]) =>
    z.strictObject({
        name: plainText(LONGEST_NAME),
        contactEmail: mailAddress.optional(),
        partnerId: partnerId
            .refine((id) => partnerIds.includes(id), `one of the configured partner IDs: ${partnerIds.join(', ')}`)
            .optional(),
        autoInvite: z.boolean().optional(),
    });

/** A row of `POST /api/customers/batch`. */
export const customerRow = (partnerIds: readonly string[]) => customerSettings(partnerIds).extend({ tenantId: guid });

/** The columns of a CSV that are no text. */
export const CUSTOMER_COLUMNS = { booleans: ['autoInvite'] } as const;

/** Query of `DELETE /api/customers/{tenantId}`. */
export const deletion = z.strictObject({
    erase: z
        .enum(['true', 'false'], 'true or false')
        .default('false')
        .transform((value) => value === 'true'),
});

/** The tenant in a path. */
export const tenantOf = (params: Readonly<Record<string, string>>): string =>
    validate(z.object({ tenantId: guid }), params).tenantId;

export const noSuchCustomer = (): AppError => new AppError('not-found', 'There is no customer with this tenant ID.');
