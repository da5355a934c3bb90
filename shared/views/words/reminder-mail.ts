import { foreign, id, message, term, time } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { ReminderMailModel } from '../view-models.ts';
import { BUTTONS } from './buttons.ts';
import { subscriptionName } from './invite-mail.ts';

const areSubscriptions = ({ others }: ReminderMailModel): boolean => others.every((other) => 'subscription' in other);

export const subject = (model: ReminderMailModel): Phrase => {
    const { partner, subscription, others } = model;
    const several = { partner: foreign(partner.name), count: others.length + 1 };
    if (!areSubscriptions(model)) return message('reminderMail.subject.requests', several);
    return others.length === 0
        ? message('reminderMail.subject', {
              partner: foreign(partner.name),
              subscription: subscriptionName(subscription),
          })
        : message('reminderMail.subject.several', several);
};

export const title = (model: ReminderMailModel): Phrase =>
    message(areSubscriptions(model) ? 'reminderMail.title' : 'reminderMail.title.requests', {
        partner: foreign(model.partner.name),
        count: model.others.length + 1,
    });

export const preview = ({ openUntil }: ReminderMailModel): Phrase =>
    message('reminderMail.preview', { until: time(openUntil) });

export const whatIsOpen = ({ partner, mailedAt }: ReminderMailModel): Phrase =>
    message('reminderMail.whatIsOpen', { asked: time(mailedAt), partner: foreign(partner.name) });

export const sameLink = (): Phrase => message('reminderMail.sameLink');

export const sayingNo = ({ partner }: Pick<ReminderMailModel, 'partner'>): Phrase =>
    message('reminderMail.sayingNo', { decline: term(BUTTONS.decline), partner: foreign(partner.name) });

export const footer = ({ partner, adminEmail }: Pick<ReminderMailModel, 'partner' | 'adminEmail'>): Phrase =>
    message('reminderMail.footer', {
        admin: foreign(adminEmail),
        partner: foreign(partner.name),
        partnerId: id(partner.id),
    });
