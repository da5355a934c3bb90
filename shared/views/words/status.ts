import type { Tone } from '../blocks.ts';
import { foreign, id, message, time } from '../phrase.ts';
import type { Message, Phrase } from '../phrase.ts';
import type { InviteStatusView, StatusPageModel, TimelineEntryView } from '../view-models.ts';
import { BUTTONS } from './buttons.ts';

export const HEADINGS = {
    next: message('status.heading.next'),
    timeline: message('status.heading.timeline'),
} as const;

export const OPEN_AGAIN = message('status.openAgain');
export const MANAGE = message('status.manage');

/** The account that said yes. */
export const CONFIRMED_BY = message('status.confirmedBy');

/** For the customer it is the same whether the mail went out already. */
const wordsOf = (status: InviteStatusView): Exclude<InviteStatusView, 'issued'> =>
    status === 'issued' ? 'sent' : status;

export const titleOf = (status: InviteStatusView): Message => message(`status.title.${wordsOf(status)}`);

/** How good the news are. */
export const TONES: Record<InviteStatusView, Tone> = {
    issued: 'neutral',
    sent: 'neutral',
    confirmed: 'neutral',
    attaching: 'neutral',
    attached: 'good',
    declined: 'neutral',
    expired: 'caution',
    revoked: 'neutral',
    undeliverable: 'caution',
    conflict: 'caution',
    unrecognised: 'caution',
    failed: 'bad',
    removed: 'neutral',
    attested: 'good',
};

/** What a status means for the customer. */
export const meaning = (status: InviteStatusView, { partner }: Pick<StatusPageModel, 'partner'>): Phrase =>
    message(`status.meaning.${wordsOf(status)}`, { partner: foreign(partner.name), partnerId: id(partner.id) });

/** What the customer is told of the timeline; every other event is the partner's bookkeeping. */
const EVENTS: ReadonlyMap<string, Phrase> = new Map(
    Object.entries({
        issued: message('status.event.issued'),
        sent: message('status.event.sent'),
        'reminder-mail-sent': message('status.event.reminderSent'),
        resent: message('status.event.resent'),
        confirmed: message('status.event.confirmed'),
        attaching: message('status.event.attaching'),
        retried: message('status.event.retried'),
        attached: message('status.event.attached'),
        declined: message('status.event.declined', { decline: BUTTONS.decline }),
        expired: message('status.event.expired'),
        revoked: message('status.event.revoked'),
        undeliverable: message('status.event.undeliverable'),
        conflict: message('status.event.conflict'),
        unrecognised: message('status.event.unrecognised'),
        failed: message('status.event.failed'),
        removed: message('status.event.removed'),
        unlinked: message('status.event.unlinked'),
        attested: message('status.event.attested'),
    }),
);

/** When, and what; undefined for what is no matter of the customer. */
export const happened = ({ at, event }: TimelineEntryView): Phrase | undefined => {
    const what = EVENTS.get(event);
    return what === undefined ? undefined : message('status.happened', { time: time(at), what });
};
