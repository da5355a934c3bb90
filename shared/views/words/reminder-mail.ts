import { foreign, id, message, term, time } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { ReminderMailModel } from '../view-models.ts';
import { BUTTONS } from './buttons.ts';
import { subscriptionName } from './invite-mail.ts';

export const subject = ({ partner: { name }, subscription, others }: ReminderMailModel): Phrase =>
    others.length === 0
        ? message('reminderMail.subject', { partner: foreign(name), subscription: subscriptionName(subscription) })
        : message('reminderMail.subject.several', { partner: foreign(name), count: others.length + 1 });

export const title = ({ partner, others }: ReminderMailModel): Phrase =>
    message('reminderMail.title', { partner: foreign(partner.name), count: others.length + 1 });

export const preview = ({ openUntil }: ReminderMailModel): Phrase =>
    message('reminderMail.preview', { until: time(openUntil) });

export const whatIsOpen = ({ partner, mailedAt }: ReminderMailModel): Phrase =>
    message('reminderMail.whatIsOpen', { asked: time(mailedAt), partner: foreign(partner.name) });

export const sameLink = (): Phrase => message('reminderMail.sameLink');

export const sayingNo = ({ partner }: ReminderMailModel): Phrase =>
    message('reminderMail.sayingNo', { decline: term(BUTTONS.decline), partner: foreign(partner.name) });

export const footer = ({ partner, adminEmail }: ReminderMailModel): Phrase =>
    message('reminderMail.footer', {
        admin: foreign(adminEmail),
        partner: foreign(partner.name),
        partnerId: id(partner.id),
    });
