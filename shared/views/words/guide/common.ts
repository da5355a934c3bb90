import type { GuidePageModel } from '../../guide/models.ts';
import { foreign, id, message, term, time } from '../../phrase.ts';
import type { Phrase, Value } from '../../phrase.ts';
import { BUTTONS } from '../buttons.ts';
import { productName } from '../guided-product.ts';

export const added = term(BUTTONS.added);
export const later = term(BUTTONS.later);
export const decline = term(BUTTONS.decline);
export const still = term(BUTTONS.still);
export const gone = term(BUTTONS.gone);

export const titleOf = ({ state, partner, product }: GuidePageModel): Phrase => {
    const values = { partner: foreign(partner.name), product: productName(product) };
    switch (state) {
        case 'open':
            return message('guide.title', values);
        case 'asked-again':
            return message('guide.title.again', values);
        case 'said':
            return message('status.title.attested');
        case 'gone':
            return message('guide.title.gone');
    }
};

/** That the partner stands there, as the customer said. */
export const asSaid = (
    { partner, product }: Pick<GuidePageModel, 'partner' | 'product'>,
    saidAt: string,
): Record<string, Value> => ({
    partner: foreign(partner.name),
    product: productName(product),
    partnerId: id(partner.id),
    time: time(saidAt),
});

export const notNow = (at: string, openUntil: string): Phrase =>
    message('guide.notNow', { later, time: time(at), until: time(openUntil) });

export const PRODUCT = message('guide.fact.product');

export const COPY = {
    heading: message('guide.id.heading'),
    jump: message('guide.jump'),
    button: message('guide.copy'),
    done: message('guide.copy.done'),
    marked: message('guide.copy.selected'),
} as const;

export const comparing = (): Phrase => message('guide.genuine.compare');
