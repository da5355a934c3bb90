import { foreign, id, message, term } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import type { PartnerView } from '../../view-models.ts';
import type { NotThereYetPageModel } from '../../ways/models.ts';
import { BUTTONS } from '../buttons.ts';
import { READER, ROLE, WAYS_BUTTONS } from './common.ts';

export const HEADINGS = {
    looked: message('ways.checked.heading.looked'),
    next: message('ways.checked.heading.next'),
} as const;

export const TITLES = {
    'not-there': message('ways.checked.title.missing'),
    'sign-in-needed': message('ways.checked.title.signIn'),
} as const;

export const nothingDone = (): Phrase => message('ways.checked.nothingDone');

export const says = ({ name }: PartnerView): Phrase => message('ways.checked.says', { partner: foreign(name) });

export const howToSayYes = (): Phrase => message('ways.checked.sayYes', { save: term(BUTTONS.save) });

export const found = ({ application, delegation, clientId, partner }: NotThereYetPageModel): Phrase[] => [
    message(`ways.checked.application.${application}`, { id: id(clientId) }),
    message(`ways.checked.delegation.${delegation}`, { partner: foreign(partner.name), reader: READER }),
];

export const nextSteps = (): Phrase[] => [
    message('ways.checked.wait', { check: term(WAYS_BUTTONS.check) }),
    message('ways.checked.otherRole', { role: ROLE, reader: READER }),
];
