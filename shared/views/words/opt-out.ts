import type { StopLink } from '../mail-content.ts';
import { address, foreign, say, term, time } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { OptOutPageModel, PartnerView } from '../view-models.ts';
import { BUTTONS } from './buttons.ts';

/** In the footer of every mail to a customer. */
export const stopping = ({ name }: PartnerView, href: string): StopLink => ({
    words: say`You want no requests and reminders by mail from ${foreign(name)} any more?`,
    label: BUTTONS.stop,
    href,
});

export const HEADINGS = { stops: 'What is stopped', stays: 'What still comes', undo: 'How to undo it' } as const;

export const title = ({ partner, optedOutAt }: OptOutPageModel): Phrase =>
    optedOutAt === null
        ? say`Stop requests and reminders from ${foreign(partner.name)}`
        : say`Requests and reminders from ${foreign(partner.name)} are stopped`;

export const intro = ({ optedOutAt }: OptOutPageModel): Phrase =>
    optedOutAt === null
        ? say`Nothing is changed until you press ${term(BUTTONS.stop)}. It is about the mailbox that the mail went to, not about your organisation.`
        : say`Stopped since ${time(optedOutAt)}, for the mailbox that the mail went to.`;

export const stops = ({ partner: { name } }: OptOutPageModel): Phrase[] => [
    say`Reminders of requests that were not answered.`,
    say`New requests: ${foreign(name)} is told that this mailbox wants none, and has to ask in another way.`,
];

export const stays = (): Phrase[] => [
    say`What comes of an answer that you give, or have given.`,
    say`A link that you have already works as long as its mail says. Nothing that was set up changes.`,
];

export const undo = ({ partner: { name, contact }, optedOutAt }: OptOutPageModel): Phrase =>
    optedOutAt === null
        ? say`By the same link, or by asking ${foreign(name)}: ${address(contact)}. What is kept is a fingerprint of the address and the time, to know when not to write.`
        : say`Press ${term(BUTTONS.allow)}, here or by the same link in any later week, or ask ${foreign(name)}: ${address(contact)}.`;
