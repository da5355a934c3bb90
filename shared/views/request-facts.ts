import { facts, heading, paragraph } from './blocks.ts';
import type { Block, Fact } from './blocks.ts';
import { foreign, id, say } from './phrase.ts';
import type { PartnerView, ProductView, RequestView, SubscriptionView } from './view-models.ts';
import { FACTS, HEADINGS, askedBy, asking, noteBy, unexpected, until, validated } from './words/request.ts';

export const partnerFacts = (partner: PartnerView, remark = false): Fact[] => [
    { name: FACTS.partner, lines: [say`${foreign(partner.name)}`] },
    { name: FACTS.partnerId, lines: [say`${id(partner.id)}`, ...(remark ? [validated(partner)] : [])] },
];

export const subscriptionFacts = ({ id: subscriptionId, name, tenantId, customerName }: SubscriptionView): Fact[] => [
    ...(customerName === null ? [] : [{ name: FACTS.customer, lines: [say`${foreign(customerName)}`] }]),
    {
        name: FACTS.subscription,
        lines: [...(name === null ? [] : [say`${foreign(name)}`]), say`${id(subscriptionId)}`],
    },
    { name: FACTS.tenant, lines: [say`${id(tenantId)}`] },
];

/** Whose product it is. */
export const customerFacts = ({ customerName, tenantId }: ProductView): Fact[] => [
    ...(customerName === null ? [] : [{ name: FACTS.customer, lines: [say`${foreign(customerName)}`] }]),
    { name: FACTS.tenant, lines: [say`${id(tenantId)}`] },
];

/** By whom and when; nothing where neither is known. */
export function invitedByFacts(request: Parameters<typeof askedBy>[0]): Fact[] {
    const by = askedBy(request);
    return by === null ? [] : [{ name: FACTS.invitedBy, lines: [by] }];
}

/** Who asks for what, by whom and until when. */
export function requestFacts(request: RequestView): Block {
    return facts([
        ...partnerFacts(request.partner, true),
        ...subscriptionFacts(request.subscription),
        ...invitedByFacts(request),
        { name: FACTS.openUntil, lines: [until(request.openUntil)] },
    ]);
}

/** The partner's note, marked as its own words. */
export const noteBlocks = ({ note, partner }: Pick<RequestView, 'note' | 'partner'>): Block[] =>
    note === null ? [] : [{ kind: 'quote', by: noteBy(partner), text: note }];

/** Whom to ask, whether the request was expected or not. */
export const askingBlocks = (partner: PartnerView): Block[] => [
    heading(HEADINGS.ask),
    paragraph(asking(partner)),
    paragraph(unexpected(partner)),
];
