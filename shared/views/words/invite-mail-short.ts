import { foreign, id, message, say, term } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { InviteMailModel } from '../view-models.ts';

export const HEADINGS = {
    short: message('inviteMail.heading.short'),
    request: message('inviteMail.heading.request'),
} as const;

export const FACTS = {
    asked: message('inviteMail.short.asked'),
    yes: message('inviteMail.short.yes'),
    no: message('inviteMail.short.no'),
    cost: message('inviteMail.short.cost'),
    doubt: message('inviteMail.short.doubt'),
} as const;

const ROLE = term('Support Request Contributor');

/** Who wants what; the subscription by name and ID. */
export const asked = ({ partner, subscription }: InviteMailModel): Phrase[] => [
    message('inviteMail.short.asked.how', { partner: foreign(partner.name), partnerId: id(partner.id) }),
    ...(subscription.name === null ? [] : [say`${foreign(subscription.name)}`]),
    say`${id(subscription.id)}`,
];

export const yes = ({ partner, mode }: InviteMailModel): Phrase =>
    mode === 'signin'
        ? message('inviteMail.short.yes.signIn', { partner: foreign(partner.name), role: ROLE })
        : message('inviteMail.short.yes.email', { partner: foreign(partner.name) });

export const costs = (): Phrase => message('inviteMail.short.cost.nothing');

export const doubting = ({ partner }: Pick<InviteMailModel, 'partner'>): Phrase =>
    message('inviteMail.short.doubt.ask', { partner: foreign(partner.name) });

export const copying = (): Phrase => message('inviteMail.copy');
