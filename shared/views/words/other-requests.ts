import { foreign, message, time } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { OtherRequestView, PartnerView } from '../view-models.ts';
import { OPEN_LINK } from './invite-mail.ts';

export const HEADINGS = {
    others: message('others.heading'),
    alongside: message('others.heading.alongside'),
} as const;

export const OPEN_OTHER = OPEN_LINK;

export const othersThere = (count: number): Phrase => message('others.there', { count });

/** What the partner asks for in the same mail, apart from what happens to wait as well. */
export const alongside = ({ name }: PartnerView, count: number): Phrase =>
    message('others.alongside', { partner: foreign(name), count });

export const handedOn = (): Phrase => message('others.handedOn');

/** Until when it is open, and of which customer it is. */
export function whose(other: OtherRequestView): Phrase {
    const { customerName } = 'product' in other ? other.product : other.subscription;
    const until = time(other.openUntil);
    return customerName === null
        ? message('others.until', { until })
        : message('others.whose', { customer: foreign(customerName), until });
}
