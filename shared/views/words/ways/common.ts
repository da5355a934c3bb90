import { say, term } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import { foreign } from '../../phrase.ts';
import type { PartnerView } from '../../view-models.ts';
import { BUTTONS } from '../buttons.ts';

/** The words on the buttons of these pages. */
export const WAYS_BUTTONS = { check: 'Check now', attest: 'I have linked it' } as const;

export const ROLE = term('Support Request Contributor');

const save = term(BUTTONS.save);
const check = term(WAYS_BUTTONS.check);

/** Why access that is there is not taken for a yes; undefined where it is. */
export const noAnswer = ({ name }: PartnerView, accessBefore: boolean | null): Phrase | undefined => {
    switch (accessBefore) {
        case false:
            return undefined;
        case true:
            return say`${foreign(name)} had access to this subscription before it asked. So ${check} cannot take that access for your answer: only ${save} in the request, with your own sign-in, can say yes.`;
        case null:
            return say`Before it asked, it could not be read whether ${foreign(name)} had access to this subscription already. So ${check} cannot take access for your answer: only ${save} in the request, with your own sign-in, can say yes.`;
    }
};

export const LINKS = { request: 'Open the request', ways: 'See all ways again' } as const;
