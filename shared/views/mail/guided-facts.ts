import type { Fact } from '../blocks.ts';
import { foreign, id, say } from '../phrase.ts';
import type { PartnerView, ProductView } from '../view-models.ts';
import { kindOfPartnerId } from '../words/guided-product.ts';
import { FACTS } from '../words/request.ts';

/** The partner, with the ID that this very product takes. */
export const guidedPartnerFacts = (partner: PartnerView, product: ProductView): Fact[] => [
    { name: FACTS.partner, lines: [say`${foreign(partner.name)}`] },
    { name: FACTS.partnerId, lines: [say`${id(partner.id)}`, kindOfPartnerId(product)] },
];

/** Whose it is. */
export const customerFacts = ({ customerName, tenantId }: ProductView): Fact[] => [
    ...(customerName === null ? [] : [{ name: FACTS.customer, lines: [say`${foreign(customerName)}`] }]),
    { name: FACTS.tenant, lines: [say`${id(tenantId)}`] },
];
