import { foreign, id, message, term, time } from '../phrase.ts';
import type { Phrase, Value } from '../phrase.ts';
import type { InviteMailModel, SubscriptionView } from '../view-models.ts';
import { BUTTONS } from './buttons.ts';

const save = term(BUTTONS.save);
const decline = term(BUTTONS.decline);

export const OPEN_LINK = message('inviteMail.open');

/** What a subject calls the subscription. */
export const subscriptionName = ({ name, id: subscriptionId }: SubscriptionView): Value =>
    name === null ? id(subscriptionId) : foreign(name);

export const subject = ({ partner, subscription }: InviteMailModel): Phrase =>
    message('inviteMail.subject', { subscription: subscriptionName(subscription), partner: foreign(partner.name) });

/** Mail programs show it beside the subject. */
export const preview = ({ openUntil }: InviteMailModel): Phrase =>
    message('inviteMail.preview', { until: time(openUntil) });

export const whyYou = ({ partner, adminEmail }: InviteMailModel): Phrase =>
    message('inviteMail.whyYou', { partner: foreign(partner.name), admin: foreign(adminEmail) });

export const opening = ({ openUntil, mode }: InviteMailModel): Phrase =>
    message(mode === 'signin' ? 'inviteMail.opening.signIn' : 'inviteMail.opening.email', {
        save,
        decline,
        until: time(openUntil),
    });

export const sayingNo = ({ partner }: Pick<InviteMailModel, 'partner'>): Phrase =>
    message('inviteMail.sayingNo', { decline, partner: foreign(partner.name) });

export const footer = ({ partner }: Pick<InviteMailModel, 'partner'>): Phrase =>
    message('inviteMail.footer', { partner: foreign(partner.name), partnerId: id(partner.id) });
