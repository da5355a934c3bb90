import { heading, list } from '../blocks.ts';
import type { Block, Fact } from '../blocks.ts';
import { foreign, id, say } from '../phrase.ts';
import type { PartnerView, ProductView } from '../view-models.ts';
import { customerFacts } from '../request-facts.ts';
import { FACTS as GUIDED, ownWay } from '../words/guided-mail.ts';
import { kindOfPartnerId, productLines } from '../words/guided-product.ts';
import { FACTS, HEADINGS, genuine, nothingAsked } from '../words/request.ts';

/** The partner, with the ID that this very product takes. */
export const guidedPartnerFacts = (partner: PartnerView, product: ProductView): Fact[] => [
    { name: FACTS.partner, lines: [say`${foreign(partner.name)}`] },
    { name: FACTS.partnerId, lines: [say`${id(partner.id)}`, kindOfPartnerId(product)] },
];

/** What is meant of whose, with the partner that is to be named there. */
export const guidedFacts = (partner: PartnerView, product: ProductView): Fact[] => [
    { name: GUIDED.product, lines: productLines(product) },
    ...guidedPartnerFacts(partner, product),
    ...customerFacts(product),
];

/** How a reader makes sure of it, without anything that the mail itself says. */
export const genuineBlocks = (partner: PartnerView): Block[] => [
    heading(HEADINGS.genuine),
    list([genuine(partner), ownWay(), nothingAsked()]),
];
