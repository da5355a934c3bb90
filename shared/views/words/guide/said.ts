import type { GuideAgainModel, GuideGoneModel, GuideSaidModel } from '../../guide/models.ts';
import { address, foreign, message, time } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import { productName } from '../guided-product.ts';
import { asSaid, gone, later } from './common.ts';

/** What was said, and why it is asked. */
export const askedAgain = (model: GuideAgainModel): Phrase[] => [
    message('guide.again.told', asSaid(model, model.saidAt)),
    message(`guide.again.${model.why}`),
];

export const answersAgain = (openUntil: string): Phrase =>
    message('guide.answers.again', { gone, later, until: time(openUntil) });

export const whatWasSaid = (model: GuideSaidModel): Phrase => message('guide.said', asSaid(model, model.saidAt));

export const whenAsked = ({ askAt }: GuideSaidModel): Phrase =>
    askAt === null ? message('status.next.nothing') : message('guide.said.again', { time: time(askAt) });

export const sayingGone = (): Phrase => message('guide.said.gone', { gone });

export const saidGone = ({ partner, product, goneAt }: GuideGoneModel): Phrase =>
    message('guide.gone', { partner: foreign(partner.name), product: productName(product), time: time(goneAt) });

export const afterGone = ({ partner }: GuideGoneModel): Phrase =>
    message('status.next.removed', { contact: address(partner.contact) });
