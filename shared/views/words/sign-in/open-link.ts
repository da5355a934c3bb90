import { address, foreign, message, term } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import type { OpenLinkPageModel } from '../../sign-in/models.ts';
import type { PartnerView } from '../../view-models.ts';
import { BUTTONS } from '../buttons.ts';
import { GIVING_ROLES } from './common.ts';

export const HEADINGS = { who: message('openLink.heading.who') } as const;

export const title = ({ name }: PartnerView): Phrase => message('openLink.title', { partner: foreign(name) });

export const intro = ({ partner }: OpenLinkPageModel): Phrase =>
    message('openLink.intro', { partner: foreign(partner.name) });

export const whoMay = (): Phrase => message('openLink.whoMay', GIVING_ROLES);

export const partnerIsTold = ({ name }: PartnerView): Phrase =>
    message('openLink.partnerIsTold', { partner: foreign(name) });

export const unexpected = ({ contact }: PartnerView): Phrase =>
    message('openLink.unexpected', { save: term(BUTTONS.save), contact: address(contact) });
