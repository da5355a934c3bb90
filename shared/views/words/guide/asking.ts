import type { GuideOpenModel } from '../../guide/models.ts';
import { foreign, message, time } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import type { PartnerView } from '../../view-models.ts';
import { displacing } from '../guided-product.ts';
import { added, decline, later } from './common.ts';

export const onlyYou = ({ name }: PartnerView): Phrase => message('guide.onlyYou', { partner: foreign(name) });

export const ABOUT = message('help.whatItIs');

export const about = (): Phrase[] => [
    message('help.whatItIs.is'),
    message('help.whatItIs.isNot'),
    message('request.doesNot.cost'),
];

/** What an older field is, and is not. */
export const legacy = (): Phrase[] => [
    message('guide.legacy'),
    message('guide.legacy.where'),
    message('guide.legacy.moves'),
];

/** What to look at before anything is entered: whoever stands there may be displaced, or cannot be removed. */
export const before = ({ partner, product, declined }: GuideOpenModel): Phrase[] => [
    message('guide.before'),
    displacing(),
    ...(product.id === 'azure-dpor'
        ? []
        : [
              message('help.change.reseller'),
              // Whoever has said no needs not be told when to say so.
              ...(declined ? [] : [message('guide.before.own', { partner: foreign(partner.name), decline })]),
          ]),
];

export const declinedBefore = (openUntil: string): Phrase[] => [
    message('request.declinedBefore'),
    message('guide.declinedBefore', { added, until: time(openUntil) }),
];

/** What each button does. */
export const answers = (openUntil: string): Phrase =>
    message('guide.answers', { added, later, decline, until: time(openUntil) });
