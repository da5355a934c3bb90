import { foreign, id, say, term } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import type { PartnerView } from '../../view-models.ts';
import type { NotThereYetPageModel } from '../../ways/models.ts';
import { BUTTONS } from '../buttons.ts';
import { ROLE, WAYS_BUTTONS } from './common.ts';

export const HEADINGS = { looked: 'What was looked for', next: 'What you can do' } as const;

export const TITLES = {
    'not-there': 'The access does not show yet',
    'sign-in-needed': 'The access is there, and your answer is still needed',
} as const;

const save = term(BUTTONS.save);

export const nothingDone = (): Phrase => say`Nothing was attached, and the request stays open.`;

export const says = ({ name }: PartnerView): Phrase =>
    say`${foreign(name)} has a role that counts on this subscription. Access that may have been given for another reason does not say that your organisation wants ${foreign(name)} as its partner.`;

export const howToSayYes = (): Phrase =>
    say`To say yes, open the request and press ${save}. You sign in at Microsoft; as the access is there, no role has to be given.`;

const APPLICATION = {
    missing: ({ clientId }: NotThereYetPageModel) => say`The application ${id(clientId)} is not in your tenant.`,
    'no-role': ({ clientId }: NotThereYetPageModel) =>
        say`The application ${id(clientId)} is in your tenant, and has no role that counts on this subscription or above it.`,
} as const;

const DELEGATION = {
    none: ({ partner }: NotThereYetPageModel) =>
        say`The subscription is not delegated to ${foreign(partner.name)} through Azure Lighthouse.`,
    'no-role': ({ partner }: NotThereYetPageModel) =>
        say`The subscription is delegated to ${foreign(partner.name)}, with no role that counts.`,
    unreadable: ({ partner }: NotThereYetPageModel) =>
        say`The subscription is delegated to ${foreign(partner.name)}, and without ${term('Reader')} beside it nobody there can see with which role.`,
} as const;

export const found = (model: NotThereYetPageModel): Phrase[] => [
    APPLICATION[model.application](model),
    DELEGATION[model.delegation](model),
];

export const nextSteps = (): Phrase[] => [
    say`If it was done just now, wait: changes take a few minutes to show. Then press ${term(WAYS_BUTTONS.check)} again.`,
    say`If another role was given: ${ROLE} is the least that counts. ${term('Reader')} does not, nor does a role on a resource group alone.`,
];
