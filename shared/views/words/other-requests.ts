import { foreign, message, time } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { OtherRequestView } from '../view-models.ts';
import { OPEN_LINK } from './invite-mail.ts';

export const HEADINGS = { others: message('others.heading') } as const;

export const OPEN_OTHER = OPEN_LINK;

export const othersThere = (count: number): Phrase => message('others.there', { count });

export const handedOn = (): Phrase => message('others.handedOn');

export const whose = ({ subscription: { customerName }, openUntil }: OtherRequestView): Phrase =>
    customerName === null
        ? message('others.until', { until: time(openUntil) })
        : message('others.whose', { customer: foreign(customerName), until: time(openUntil) });
