import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { INVITE_STATUSES } from '../../domain/invite.ts';
import { CUSTOMER_SORTS } from '../../domain/ops/customer-list.ts';
import { PRODUCTS } from '../../domain/products/product.ts';
import { MISSING_SORTS } from '../../domain/ops/missing-list.ts';
import { MISSING_REASONS } from '../../views/ops/missing-page.ts';
import { guid } from '../fields.ts';
import { validate } from '../parse.ts';

const search = z
    .string()
    .max(200, 'at most 200 characters')
    .transform((text) => text.trim())
    .optional();
const cursor = z.string().max(2_000).optional();

export const noOpsQuery = z.strictObject({});
export const placeQuery = z.strictObject({ cursor });

export const missingQuery = z.strictObject({
    sort: z.enum(MISSING_SORTS).default('newest'),
    reason: z.enum(MISSING_REASONS).optional(),
    tenantId: guid.optional(),
    search,
    cursor,
});

export const customersQuery = z.strictObject({
    sort: z.enum(CUSTOMER_SORTS).default('missing'),
    discovery: z.enum(['full', 'partial', 'none']).optional(),
    search,
    cursor,
});

export const invitesQuery = z.strictObject({
    status: z.enum(INVITE_STATUSES).optional(),
    product: z.enum(PRODUCTS).optional(),
    tenantId: guid.optional(),
    search,
    cursor,
});

/** The codes of what an action came to: the frame of the page looks up what they say. */
const FLASH = ['done', 'failed'];

/** The query of an operations page: a form sends its empty fields too, which ask for nothing. */
export const readOpsQuery = <T>(schema: z.ZodType<T>, { query }: HttpRequest): T =>
    validate(
        schema,
        Object.fromEntries([...query].filter(([name, value]) => value.trim() !== '' && !FLASH.includes(name))),
    );
