import { foreign, message, term } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import type { PartnerView } from '../../view-models.ts';
import { PORTAL } from '../sign-in/common.ts';
import { ROLE, WAYS_BUTTONS } from './common.ts';

const { iam, assignments, users } = PORTAL;

const tell = (): Phrase => message('ways.account.tell', { attest: term(WAYS_BUTTONS.attest) });

export const guestSteps = ({ name }: PartnerView): Phrase[] => [
    message('ways.guest.invite', { partner: foreign(name), users }),
    message('ways.guest.role', { role: ROLE, iam, assignments }),
    message('ways.guest.link'),
    tell(),
];

export const directorySteps = ({ name }: PartnerView): Phrase[] => [
    message('ways.directory.make', { partner: foreign(name), users }),
    message('ways.directory.role', { role: ROLE, iam, assignments }),
    message('ways.directory.link'),
    tell(),
];

export const accountBack = (): Phrase => message('ways.account.back', { users });
