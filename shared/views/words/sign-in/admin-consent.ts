import { foreign, message, term } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import type { AdminConsentPageModel } from '../../sign-in/models.ts';
import { BUTTONS } from '../buttons.ts';
import { PORTAL } from './common.ts';

export const HEADINGS = {
    next: message('consent.heading.next'),
    undo: message('consent.heading.undo'),
} as const;

export const LINKS = { open: message('consent.link.open') } as const;

export const title = ({ given }: AdminConsentPageModel): Phrase =>
    message(given ? 'consent.title.given' : 'consent.title.refused');

export const meaning = ({ given, partner }: AdminConsentPageModel): Phrase[] =>
    given
        ? [message('consent.given', { partner: foreign(partner.name) }), message('consent.given.noRole')]
        : [message('consent.refused'), message('consent.refused.nothing')];

export const next = ({ given, partner }: AdminConsentPageModel): Phrase =>
    given
        ? message('consent.next.given', { save: term(BUTTONS.save), partner: foreign(partner.name) })
        : message('consent.next.refused');

export const forwarding = (): Phrase => message('consent.forwarding');

export const undo = ({ partner }: AdminConsentPageModel): Phrase =>
    message('consent.undo', { applications: PORTAL.applications, partner: foreign(partner.name) });
