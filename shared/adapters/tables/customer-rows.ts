import { z } from 'zod';
import { ATTESTED_WAYS, nothingSeen } from '../../domain/customer.ts';
import type { Attestation, Customer, CustomerSettings, TenantSight } from '../../domain/customer.ts';
import type { Stored } from '../../ports/store.ts';
import { rowReader } from './row-codec.ts';
import type { Row } from './table.ts';

export const CUSTOMER = 'customer';
export const SUBSCRIPTION = 'subscription|';
export const ATTESTED = 'attested|';

/** A row that is being deleted stands for no customer any more. */
export const readCustomer = rowReader(
    () =>
        z.strictObject({
            name: z.string(),
            contactEmail: z.string().optional(),
            partnerId: z.string().optional(),
            autoInvite: z.boolean().optional(),
            access: z.enum(['serviceprincipal', 'lighthouse', 'attested', 'none']),
            discovery: z.enum(['full', 'partial', 'none']),
            link: z
                .strictObject({
                    partnerId: z.string(),
                    createdAt: z.string().nullable(),
                    updatedAt: z.string().nullable(),
                })
                .nullable()
                .default(null),
            principalId: z.string().nullable().default(null),
            aSubscription: z.string().nullable().default(null),
            deleting: z.boolean(),
        }),
    ['link'],
);

export const readAttestation = rowReader((): z.ZodType<Attestation> =>
    z.strictObject({ at: z.iso.datetime(), how: z.enum(ATTESTED_WAYS) }),
);

export type CustomerColumns = ReturnType<typeof readCustomer>;

export const sightOf = ({ access, discovery, principalId, link, aSubscription }: CustomerColumns): TenantSight => ({
    access,
    discovery,
    link,
    principalId,
    aSubscription,
});

export const toCustomer = (tenantId: string, now: CustomerColumns): Customer => ({
    tenantId,
    name: now.name,
    contactEmail: now.contactEmail,
    partnerId: now.partnerId,
    autoInvite: now.autoInvite,
    ...sightOf(now),
});

export const customerFromRow = ({ value }: Stored<Row>): Customer =>
    toCustomer(value.partitionKey, readCustomer(value));

export const newCustomer = (settings: CustomerSettings): CustomerColumns => ({
    ...settings,
    ...nothingSeen,
    deleting: false,
});

/** What a row of a customer's partition is. */
export const kindOf = (rowKey: string): 'invited' | 'attested' | 'other' => {
    if (rowKey.startsWith(SUBSCRIPTION)) return 'invited';
    return rowKey.startsWith(ATTESTED) ? 'attested' : 'other';
};
