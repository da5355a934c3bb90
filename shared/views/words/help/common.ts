import type { Fact } from '../../blocks.ts';
import type { HelpPartner } from '../../help/models.ts';
import { address, foreign, message, say, term } from '../../phrase.ts';
import type { Phrase, Value } from '../../phrase.ts';

export const HELP = message('help.label');

export const title = ({ name }: HelpPartner): Phrase => message('help.title', { partner: foreign(name) });

export const intro = ({ name, contact }: HelpPartner): Phrase =>
    message('help.intro', { partner: foreign(name), contact: address(contact) });

/** Who is asked for, and who answers. */
export const whom = ({ name, contact }: HelpPartner): Record<string, Value> => ({
    partner: foreign(name),
    contact: address(contact),
});

/** Names in Microsoft's portals, as they stand there. */
export const FIELD = {
    partnerInformation: term('Partner information'),
    validate: term('Validate ID'),
    save: term('Save partner'),
    billing: term('Billing'),
    products: term('Your products'),
} as const;

/** Names of Microsoft's. */
const AZURE = say`Azure`;
export const OTHER_PRODUCTS = say`Microsoft 365, Dynamics 365, Business Central, Intune, Enterprise Mobility + Security`;

export const onAzure = (...lines: Phrase[]): Fact => ({ name: AZURE, lines });

/** The field that a subscription has had since long before. */
export const inOlderField = (...lines: Phrase[]): Fact => ({
    name: message('help.product.field', { partnerInformation: FIELD.partnerInformation }),
    lines,
});

export const onOthers = (...lines: Phrase[]): Fact => ({
    name: message('help.product.others'),
    lines,
});
