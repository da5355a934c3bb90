import { foreign, id, say, term, time } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { ReminderMailModel } from '../view-models.ts';
import { BUTTONS } from './buttons.ts';

const subscriptions = ({ others }: Pick<ReminderMailModel, 'others'>): string =>
    others.length === 0 ? 'an Azure subscription' : `${String(others.length + 1)} Azure subscriptions`;

export const subject = (model: ReminderMailModel): Phrase => {
    const { partner, subscription, others } = model;
    const what = subscription.name === null ? id(subscription.id) : foreign(subscription.name);
    return others.length === 0
        ? say`Reminder: ${foreign(partner.name)} waits for your answer on the Azure subscription ${what}`
        : say`Reminder: ${foreign(partner.name)} waits for your answer on ${subscriptions(model)}`;
};

export const title = (model: ReminderMailModel): Phrase =>
    say`${foreign(model.partner.name)} still waits for your answer about ${subscriptions(model)}`;

export const preview = ({ openUntil }: ReminderMailModel): Phrase =>
    say`Yes or no: both end these reminders. Open until ${time(openUntil)}.`;

export const whatIsOpen = ({ partner, mailedAt }: ReminderMailModel): Phrase =>
    say`On ${time(mailedAt)} you were asked to name ${foreign(partner.name)} as partner of record. Nobody has answered yet, and nothing has been changed.`;

export const sameLink = (): Phrase =>
    say`This is the same link as in the first mail. Opening it changes nothing; it tells all there is to know before you decide.`;

export const sayingNo = ({ partner }: ReminderMailModel): Phrase =>
    say`Open the same link and press ${term(BUTTONS.decline)}: ${foreign(partner.name)} is told, nothing is changed, and nothing reminds you of it any more.`;

export const footer = ({ partner, adminEmail }: ReminderMailModel): Phrase =>
    say`Sent to ${foreign(adminEmail)} for ${foreign(partner.name)}, partner ID ${id(partner.id)}, because its request waits for an answer. Microsoft did not send it.`;
