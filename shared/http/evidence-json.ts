import { z } from 'zod';
import type { Evidence } from '../domain/evidence.ts';
import type { ProductEvidence } from '../domain/products/evidence.ts';
import type { Page } from '../ports/store.ts';
import type { EvidenceSubject } from '../use-cases/records/evidence.ts';
import { guid } from './fields.ts';
import { pageQuery } from './page-query.ts';
import { saidJson } from './said-json.ts';

/** Query of `GET /api/evidence`. */
export const evidenceQuery = z.strictObject({
    ...pageQuery,
    tenantId: guid,
    month: z
        .string()
        .regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'a month, as in 2026-11')
        .optional(),
});

/** A page of a tenant's evidence, with what holds for all of it. */
export const evidenceJson = (
    { customer, month, look }: EvidenceSubject,
    { items, continuation }: Page<Evidence>,
    products: readonly ProductEvidence[],
) => ({
    tenantId: customer.tenantId,
    customerName: customer.name,
    access: customer.access,
    discovery: customer.discovery,
    month,
    /** The last finished audit that got through the tenant. */
    lastVerified: look,
    items,
    /** Apart from what was seen: no program can see it. */
    attestedProducts: products.map((product) => ({ ...product, said: saidJson(product.said) })),
    continuation,
});
