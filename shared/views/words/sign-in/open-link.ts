import { address, foreign, say, term } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import type { OpenLinkPageModel } from '../../sign-in/models.ts';
import type { PartnerView } from '../../view-models.ts';
import { BUTTONS } from '../buttons.ts';

export const HEADINGS = { who: 'Who may do this' } as const;

export const title = ({ name }: PartnerView): Phrase =>
    say`Name ${foreign(name)} as partner of record on an Azure subscription`;

export const intro = ({ partner }: OpenLinkPageModel): Phrase =>
    say`Only the organisation that the subscription belongs to can name ${foreign(partner.name)} as its partner. This link gives nobody anything by itself, and nothing is changed by opening it.`;

export const whoMay = (): Phrase =>
    say`Whoever may give access on this subscription: Owner, User Access Administrator or Role Based Access Control Administrator, for example. Azure is asked after you have signed in. If that is somebody else, hand the address of this page on.`;

export const partnerIsTold = ({ name }: PartnerView): Phrase =>
    say`${foreign(name)} learns that it was named, on which subscription and by which account.`;

export const unexpected = ({ contact }: PartnerView): Phrase =>
    say`You did not expect this? Do not press ${term(BUTTONS.save)}, and tell ${address(contact)}.`;
