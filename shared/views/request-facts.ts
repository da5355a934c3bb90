import { facts } from './blocks.ts';
import type { Block, Fact } from './blocks.ts';
import { foreign, id, say } from './phrase.ts';
import type { PartnerView, RequestView, SubscriptionView } from './view-models.ts';
import { FACTS, askedBy, noteBy, until, validated } from './words/request.ts';

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

/** Who asks for what, by whom and until when. */
export function requestFacts(request: RequestView): Block {
    const by = askedBy(request);
    return facts([
        ...partnerFacts(request.partner, true),
        ...subscriptionFacts(request.subscription),
        ...(by === null ? [] : [{ name: FACTS.invitedBy, lines: [by] }]),
        { name: FACTS.openUntil, lines: [until(request.openUntil)] },
    ]);
}

/** The partner's note, marked as its own words. */
export const noteBlocks = ({ note, partner }: Pick<RequestView, 'note' | 'partner'>): Block[] =>
    note === null ? [] : [{ kind: 'quote', by: noteBy(partner), text: note }];
