import type { FooterLink } from '../mail/content.ts';
import { address, foreign, message, term, time } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { OptOutPageModel, PartnerView } from '../view-models.ts';
import { BUTTONS } from './buttons.ts';

/** In the footer of every mail to a customer. */
export const stopping = ({ name }: PartnerView, href: string): FooterLink => ({
    words: message('optOut.stopping', { partner: foreign(name) }),
    label: BUTTONS.stop,
    href,
});

export const HEADINGS = {
    stops: message('optOut.heading.stops'),
    stays: message('optOut.heading.stays'),
    undo: message('optOut.heading.undo'),
} as const;

export const title = ({ partner, optedOutAt }: OptOutPageModel): Phrase =>
    message(optedOutAt === null ? 'optOut.title' : 'optOut.title.stopped', { partner: foreign(partner.name) });

export const intro = ({ optedOutAt }: OptOutPageModel): Phrase =>
    optedOutAt === null
        ? message('optOut.intro', { stop: term(BUTTONS.stop) })
        : message('optOut.intro.stopped', { since: time(optedOutAt) });

export const stops = ({ partner: { name } }: OptOutPageModel): Phrase[] => [
    message('optOut.stops.reminders'),
    message('optOut.stops.requests', { partner: foreign(name) }),
];

export const stays = (): Phrase[] => [message('optOut.stays.outcome'), message('optOut.stays.links')];

export const undo = ({ partner: { name, contact }, optedOutAt }: OptOutPageModel): Phrase => {
    const values = { partner: foreign(name), contact: address(contact) };
    return optedOutAt === null
        ? message('optOut.undo.later', values)
        : message('optOut.undo.now', { ...values, allow: term(BUTTONS.allow) });
};
