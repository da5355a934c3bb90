import { foreign, message, term, time } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { GuidedReminderMailModel } from '../mail/guided-models.ts';
import { BUTTONS } from './buttons.ts';
import { productName } from './guided-product.ts';

export const subject = ({ partner, product, others }: GuidedReminderMailModel): Phrase =>
    others.length === 0
        ? message('guidedMail.reminder.subject', { partner: foreign(partner.name), product: productName(product) })
        : message('reminderMail.subject.requests', { partner: foreign(partner.name), count: others.length + 1 });

export const title = ({ partner, product, others }: GuidedReminderMailModel): Phrase =>
    others.length === 0
        ? message('guidedMail.reminder.title', { partner: foreign(partner.name), product: productName(product) })
        : message('reminderMail.title.requests', { partner: foreign(partner.name), count: others.length + 1 });

export const preview = ({ openUntil }: GuidedReminderMailModel): Phrase =>
    message('reminderMail.preview', { until: time(openUntil) });

export const whatIsOpen = ({ partner, product, mailedAt }: GuidedReminderMailModel): Phrase =>
    message('guidedMail.reminder.whatIsOpen', {
        asked: time(mailedAt),
        partner: foreign(partner.name),
        product: productName(product),
    });

/** What was done and not said looks the same as what was not done. */
export const doneAlready = (): Phrase => message('guidedMail.reminder.done', { added: term(BUTTONS.added) });
