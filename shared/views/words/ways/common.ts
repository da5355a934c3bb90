import { foreign, message, term } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import type { PartnerView } from '../../view-models.ts';
import { BUTTONS } from '../buttons.ts';

/** The words on the buttons of these pages. */
export const WAYS_BUTTONS = {
    check: message('ways.button.check'),
    attest: message('ways.button.attest'),
} as const;

/** As Azure names them. */
export const ROLE = term('Support Request Contributor');
export const READER = term('Reader');

/** Why access that is there is not taken for a yes; undefined where it is. */
export const noAnswer = ({ name }: PartnerView, accessBefore: boolean | null): Phrase | undefined => {
    const values = { partner: foreign(name), check: term(WAYS_BUTTONS.check), save: term(BUTTONS.save) };
    switch (accessBefore) {
        case false:
            return undefined;
        case true:
            return message('ways.noAnswer.before', values);
        case null:
            return message('ways.noAnswer.unknown', values);
    }
};

export const LINKS = { request: message('ways.link.request'), ways: message('ways.link.ways') } as const;
