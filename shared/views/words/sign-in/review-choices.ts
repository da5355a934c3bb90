import { foreign, id, message, say } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import type { OfferedManagementGroup, ReviewPageModel } from '../../sign-in/models.ts';

export const LEGENDS = {
    this: message('review.this.legend'),
    further: message('review.further.legend'),
    group: message('review.group.legend'),
    reader: message('review.reader.legend'),
} as const;

export const thisIsAsked = (nothingGranted: boolean): Phrase =>
    message(nothingGranted ? 'review.this.asked.noRole' : 'review.this.asked');

export const furtherHelp = ({ partner }: ReviewPageModel): Phrase =>
    message('review.further.help', { partner: foreign(partner.name) });

export const furtherMore = (count: number): Phrase => message('review.further.more', { count });

export const furtherSummary = (count: number): Phrase => message('review.further.summary', { count });

export const groupHelp = ({ partner }: ReviewPageModel): Phrase =>
    message('review.group.help', { partner: foreign(partner.name) });

export const NO_GROUP = message('review.group.none');

export const groupHint = ({ isRoot, subscriptions: count }: OfferedManagementGroup): Phrase =>
    message(isRoot ? 'review.group.hint.root' : 'review.group.hint', { count });

export const ROOT_TICK = message('review.root.tick');
export const ROOT_HINT = message('review.root.hint');

export const readerLabel = ({ readerRole }: ReviewPageModel): Phrase =>
    message('review.reader.label', { role: foreign(readerRole.name) });

export const readerHints = ({ partner, readerRole }: ReviewPageModel): Phrase[] => [
    say`${id(readerRole.id)}`,
    message('review.reader.where'),
    message('review.reader.lets', { partner: foreign(partner.name) }),
];
