import { heading, paragraph } from './blocks.ts';
import type { Block, LinkItem } from './blocks.ts';
import { foreign, id, say } from './phrase.ts';
import type { OtherRequestView } from './view-models.ts';
import { HEADINGS, OPEN_OTHER, handedOn, othersThere, whose } from './words/other-requests.ts';

const item = (other: OtherRequestView): LinkItem => ({
    lines: [
        ...(other.subscription.name === null ? [] : [say`${foreign(other.subscription.name)}`]),
        say`${id(other.subscription.id)}`,
        whose(other),
    ],
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
