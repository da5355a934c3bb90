import { heading, paragraph } from './blocks.ts';
import type { Block, LinkItem } from './blocks.ts';
import { foreign, id, say } from './phrase.ts';
import type { Phrase } from './phrase.ts';
import type { OtherRequestView, PartnerView } from './view-models.ts';
import { productLines } from './words/guided-product.ts';
import { HEADINGS, OPEN_OTHER, alongside, handedOn, othersThere, whose } from './words/other-requests.ts';

const linesOf = (other: OtherRequestView): Phrase[] => {
    if ('product' in other) return productLines(other.product);
    const { name, id: subscriptionId } = other.subscription;
    return [...(name === null ? [] : [say`${foreign(name)}`]), say`${id(subscriptionId)}`];
};

const item = (other: OtherRequestView): LinkItem => ({
    lines: [...linesOf(other), whose(other)],
    label: OPEN_OTHER,
    href: other.link,
});

/** What else waits for an answer from the same mailbox, each with a link of its own. */
export const otherRequestBlocks = (others: readonly OtherRequestView[]): Block[] =>
    others.length === 0
        ? []
        : [heading(HEADINGS.others), paragraph(othersThere(others.length)), { kind: 'links', items: others.map(item) }];

/** The same in a mail, which its reader may hand on. */
export const otherRequestsInMail = (others: readonly OtherRequestView[]): Block[] =>
    others.length === 0 ? [] : [...otherRequestBlocks(others), paragraph(handedOn())];

/** What the same mail asks for as well, each with a link of its own: they have no mail of theirs. */
export const askedAlongside = (asked: readonly OtherRequestView[], partner: PartnerView): Block[] =>
    asked.length === 0
        ? []
        : [
              heading(HEADINGS.alongside),
              paragraph(alongside(partner, asked.length)),
              { kind: 'links', items: asked.map(item) },
              paragraph(handedOn()),
          ];
