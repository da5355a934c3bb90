import { foreign, say, time } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { OtherRequestView } from '../view-models.ts';
import { OPEN_LINK } from './invite-mail.ts';

export const HEADINGS = { others: 'Also waiting for your answer' } as const;

export const OPEN_OTHER = OPEN_LINK;

export const othersThere = (count: number): Phrase =>
    count === 1
        ? say`One more subscription was asked about at this address. It is answered by itself.`
        : say`${String(count)} more subscriptions were asked about at this address. Each is answered by itself.`;

export const handedOn = (): Phrase => say`Whoever you forward this mail to can open these as well.`;

export const whose = ({ subscription: { customerName }, openUntil }: OtherRequestView): Phrase =>
    customerName === null
        ? say`Open until ${time(openUntil)}`
        : say`${foreign(customerName)}, open until ${time(openUntil)}`;
