import { foreign, say } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { Tone } from '../blocks.ts';
import type { GuidedEnd, GuidedOutcomeMailModel } from '../mail/guided-models.ts';
import { PRODUCT_LABELS } from './products.ts';

export const FACTS = {
    product: say`Product`,
    saidAt: say`Said on`,
} as const;

const SHORT: Readonly<Record<GuidedEnd, string>> = {
    added: 'Attested',
    gone: 'Removed',
    lapsed: 'Lapsed',
    declined: 'Declined',
    expired: 'Not answered',
};

export const TONES: Readonly<Record<GuidedEnd, Tone>> = {
    added: 'good',
    gone: 'caution',
    lapsed: 'caution',
    declined: 'neutral',
    expired: 'caution',
};

export const TITLES: Readonly<Record<GuidedEnd, Phrase>> = {
    added: say`The customer says that it is done`,
    gone: say`The customer says that it is not so any more`,
    lapsed: say`Nobody answered whether it is still so`,
    declined: say`The customer said no`,
    expired: say`Nobody answered`,
};

/** What nobody but the customer can see is told as what was said, never as what is. */
export const meaning: Readonly<Record<GuidedEnd, Phrase>> = {
    added: say`Somebody with the link of the mail says that the partner ID has been added by hand. No program can see it: it is listed as said, and never as covered.`,
    gone: say`Somebody with the link of the mail says that the partner ID is not there any more. No program can see it.`,
    lapsed: say`The customer had said that it was done, was asked whether it is still so, and nobody answered in time. It is listed as lapsed.`,
    declined: say`Somebody with the link of the mail said no.`,
    expired: say`Nobody answered the request in time, reminders included. Whether it was done all the same, no program can see.`,
};

const kindOf = ({ product }: GuidedOutcomeMailModel): string => PRODUCT_LABELS[product.id];

export const subject = (model: GuidedOutcomeMailModel): Phrase => {
    const what = say`${SHORT[model.ended]}: partner ID ${model.partner.id} for ${kindOf(model)}`;
    const { customerName } = model.product;
    return customerName === null ? what : say`${what}, ${foreign(customerName)}`;
};

export const productOf = (model: GuidedOutcomeMailModel): Phrase[] => [
    say`${kindOf(model)}`,
    ...(model.product.name === null ? [] : [say`${foreign(model.product.name)}`]),
];
