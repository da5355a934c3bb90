import type { CustomerAccess, Discovery } from '../../../domain/customer.ts';
import { MAIL_KINDS } from '../../../domain/invite.ts';
import type { InviteMail, InviteOrigin, InviteStatus, MailKind } from '../../../domain/invite.ts';
import type { Tone } from '../../blocks.ts';

/** Where an invite stands, as the partner's people say it. */
export const STATUS: Readonly<Record<InviteStatus, { name: string; tone: Tone }>> = {
    issued: { name: 'Issued, not mailed yet', tone: 'neutral' },
    sent: { name: 'Waiting for an answer', tone: 'neutral' },
    confirmed: { name: 'Said yes, about to be attached', tone: 'neutral' },
    attaching: { name: 'Being attached', tone: 'neutral' },
    attached: { name: 'Attached', tone: 'good' },
    declined: { name: 'Said no', tone: 'caution' },
    expired: { name: 'Did not answer in time', tone: 'caution' },
    revoked: { name: 'Taken back by us', tone: 'neutral' },
    undeliverable: { name: 'Mail did not arrive', tone: 'bad' },
    conflict: { name: 'Another partner ID is in the way', tone: 'bad' },
    unrecognised: { name: 'Linked, no eligible role', tone: 'caution' },
    failed: { name: 'Could not be attached', tone: 'bad' },
    removed: { name: 'Taken back by the customer', tone: 'caution' },
    attested: { name: 'Done, as the customer says', tone: 'good' },
};

const STATUS_NAMES: Readonly<Partial<Record<string, string>>> = Object.fromEntries(
    Object.entries(STATUS).map(([status, { name }]) => [status, name]),
);

/** What happened to an invite, where that is no status it came to. */
const EVENTS: Readonly<Partial<Record<string, string>>> = {
    issued: 'Issued',
    sent: 'Mailed',
    resent: 'Issued once more, with a new link',
    retried: 'Tried again',
    confirmed: 'The customer said yes',
    attaching: 'Attaching began',
    unlinked: 'The link was looked after',
    'mail-bounced': 'The mail did not arrive',
    'access-found': 'The access was found, which needs the customer’s yes',
    erased: 'Names and addresses were erased',
    'not-now': 'The customer said: not now',
    'attested-again': 'The customer said that it is still so',
    'facts-changed': 'The customer’s agreement with Microsoft changed',
    'asked-again': 'Asked whether it is still so',
    lapsed: 'Nobody answered whether it is still so',
    'proof-noted': 'A proof was noted',
    'proof-checked': 'The proof was checked by hand',
};

const MAIL_EVENTS: Readonly<Partial<Record<string, string>>> = {
    sent: 'mailed',
    failed: 'could not be mailed',
    requeued: 'to be mailed again',
    withheld: 'not mailed',
    delivered: 'delivered',
    bounced: 'came back',
    blocked: 'blocked by the mail server',
    dropped: 'not sent by the mail service',
    deferred: 'held up on its way',
    'reported-as-spam': 'reported as spam',
    unsubscribed: 'answered by unsubscribing',
};

export const ORIGINS: Readonly<Record<InviteOrigin, string>> = {
    partner: 'Asked by hand',
    'auto-invite': 'Asked by itself after an audit',
    'quick-link': 'The customer used the quick link unasked',
    further: 'Added by the admin who was asked about another subscription',
};

export const MAILS: Readonly<Record<MailKind, string>> = {
    invite: 'Invite',
    reminder: 'Reminder',
    'ask-again': 'Asking whether it is still so',
    'outcome-admin': 'Outcome, to the customer',
    'outcome-partner': 'Outcome, to us',
};

export const MAIL_STATES: Readonly<Record<InviteMail['state'], { name: string; tone: Tone }>> = {
    queued: { name: 'Waiting', tone: 'neutral' },
    sending: { name: 'Being sent', tone: 'neutral' },
    sent: { name: 'Sent', tone: 'good' },
    failed: { name: 'Given up', tone: 'bad' },
    cancelled: { name: 'Not needed any more', tone: 'neutral' },
};

const MAIL_EVENT = new RegExp(`^(${MAIL_KINDS.join('|')})-mail-([a-z-]+)$`);

/** What happened, in words; what has none is told as it is called. */
export function eventWords(event: string): string {
    const known = EVENTS[event] ?? STATUS_NAMES[event];
    if (known !== undefined) return known;
    const [, kind, what] = MAIL_EVENT.exec(event) ?? [];
    const became = MAIL_EVENTS[what ?? ''];
    return became === undefined ? event : `${MAILS[kind as MailKind]}: ${became}`;
}

export const ACCESS: Readonly<Record<CustomerAccess, string>> = {
    serviceprincipal: 'Our application in the tenant',
    lighthouse: 'Azure Lighthouse',
    attested: 'As the customer says',
    none: 'None',
};

export const DISCOVERY: Readonly<Record<Discovery, { name: string; means: string; tone: Tone }>> = {
    full: { name: 'All', means: 'A new subscription is seen by itself.', tone: 'good' },
    partial: { name: 'In part', means: 'A new subscription may be missing without showing.', tone: 'caution' },
    none: { name: 'Nothing', means: 'We hold no role in this tenant.', tone: 'bad' },
};
