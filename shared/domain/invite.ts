import type { AttachOutcome } from './attach-outcome.ts';
import type { InviteStatus } from './invite-status.ts';
import type { GuidedProduct } from './products/product.ts';
import type { Relationships } from './products/relationships.ts';
import type { Said } from './products/said.ts';
import type { Reminding } from './reminders.ts';
import type { Work } from './work.ts';

export { INVITE_STATUSES, isLive, isWaiting } from './invite-status.ts';
export type { InviteStatus } from './invite-status.ts';

/** Something that happened, and where the invite stood afterwards. */
export interface TimelineEvent {
    /** ISO 8601 UTC. */
    at: string;
    /** A status it came to, or `resent`, `retried`, `mail-delivered`, `mail-bounced`, … */
    event: string;
    status: InviteStatus;
    detail: string | null;
}

/** `ask-again` asks whether what was said is still so. */
export const MAIL_KINDS = ['invite', 'reminder', 'ask-again', 'outcome-admin', 'outcome-partner'] as const;

export type MailKind = (typeof MAIL_KINDS)[number];

/** A mail that belongs to an invite, as far as it is remembered: what it says is made when it is sent. */
export interface InviteMail {
    /** `{kind}-{number}`: unique in the invite. */
    key: string;
    kind: MailKind;
    /** Of a mail that asks, the generation of its link; of an outcome mail, which outcome it tells. */
    generation: number;
    /** `sending` is claimed by a function; `failed` and `cancelled` are not sent any more. */
    state: 'queued' | 'sending' | 'sent' | 'failed' | 'cancelled';
    work: Work;
    /** The end that an outcome mail tells. */
    outcome: ToldOutcome | null;
}

/** An end, as a mail is to tell it. */
export interface ToldOutcome {
    status: InviteStatus;
    /** One sentence, for the partner. */
    nextStep: string;
    /** How the attach ended; absent for every other end. */
    attach?: AttachOutcome | undefined;
    /** What became of what the customer said by hand; absent for every other end. */
    said?: SaidOutcome | undefined;
}

/** Said for the first time, taken back, or not answered when it was asked again. */
export const SAID_OUTCOMES = ['added', 'gone', 'lapsed'] as const;

export type SaidOutcome = (typeof SAID_OUTCOMES)[number];

/** What is to be done with the partner link for an invite. */
export interface AttachWork {
    /** `unlink` where the customer took it back: the link goes once nothing of the tenant needs it. */
    task: 'attach' | 'unlink';
    /** Raised when somebody has it tried again. */
    generation: number;
    work: Work;
}

/**
 * How an invite came to be: the partner asked; an audit found the subscription, and we asked by ourselves; somebody
 * used the quick link without being asked; or an admin who was asked about one subscription added this one.
 */
export const INVITE_ORIGINS = ['partner', 'auto-invite', 'quick-link', 'further'] as const;

export type InviteOrigin = (typeof INVITE_ORIGINS)[number];

/** Somebody of the customer was asked, and got a mail about it. */
export type AskedOrigin = Extract<InviteOrigin, 'partner' | 'auto-invite'>;

/** The customer came of its own accord. */
export type UnaskedOrigin = Exclude<InviteOrigin, AskedOrigin>;

/** `invitedBy` of what nobody asked for by hand. */
export const AUTO_INVITE = 'auto-invite';

/** What every invite has, whatever it is about. */
interface InviteFacts {
    id: string;
    status: InviteStatus;
    origin: InviteOrigin;
    /** Where our principal may read it. */
    subscriptionName: string | null;
    tenantId: string;
    partnerId: string;
    partnerName: string;
    adminEmail: string;
    customerName: string | null;
    note: string | null;
    locale: string | null;
    invitedBy: string | null;
    /** Whether Save may replace another partner ID that our own identity carries in the tenant. */
    allowReplace: boolean;
    createdAt: string;
    expiresInDays: number;
    expiresAt: string;
    /** Raised by a resend: the link of an earlier generation is dead. */
    generation: number;
    /** 128 random bits or more, base64url: the token is derived from it, and useless without a signing key. */
    seed: string;
    /** The generation whose link was used to save; null before. */
    consumedGeneration: number | null;
    /** The account that said yes, where it signed in; null where the mailbox was enough, and before. */
    confirmedBy: string | null;
    /** When the customer last gave our principal a role through us: until it shows, its absence means little. */
    grantedAt: string | null;
    /**
     * Whether access was there before the invite's first mail went out: what is there already says nothing
     * about consent. Null where that could not be read.
     */
    accessBefore: boolean | null;
    declinedAt: string | null;
    /** What to do next, in one sentence; null while it is on its way. */
    nextStep: string | null;
    /** How the last attach ended; null before. */
    attachOutcome: AttachOutcome | null;
    /** Counts ends that were told by mail. */
    outcomes: number;
    attach: AttachWork | null;
    /** The next reminder; null before the mail went out, and after the last one. */
    reminding: Reminding | null;
    /** Counts reminders. */
    reminders: number;
    mails: InviteMail[];
    timeline: TimelineEvent[];
    /** Live beside another live invite for the same subscription and admin: a decline that was thought better of. */
    besideAnother: boolean;
    /**
     * When names and addresses were erased, ISO 8601 UTC; null while they are there. Afterwards `adminEmail` is
     * empty, and the invite takes part in nothing any more.
     */
    erasedAt: string | null;
    /** The trace that it was issued in, as `traceparent`: what follows is told there. Null where nobody traced. */
    trace: string | null;
    /** Past its time, when the attachment was last seen to stand; `still` is false once it was not any more. */
    inForce: { at: string; still: boolean } | null;
    /** What the customer said that it did by hand, of a guided product; null before. */
    said: Said | null;
    relationships: Relationships;
    /** The invites that its first mail tells of too. */
    alongside: string[];
    /** The invite whose first mail tells of this one; null where it has a mail of its own. */
    lead: string | null;
}

/** About a subscription, which our own principal is linked for. */
export interface AzureInvite extends InviteFacts {
    product: 'azure';
    subscriptionId: string;
    productName: null;
}

/** About a product whose partner the customer names by hand: nothing of it is ever attached by us, or seen. */
export interface GuidedInvite extends InviteFacts {
    product: GuidedProduct;
    subscriptionId: string | null;
    /** As the partner names what is meant, e.g. which of several plans. */
    productName: string | null;
}

export type Invite = AzureInvite | GuidedInvite;

export const isAzure = (invite: Invite): invite is AzureInvite => invite.product === 'azure';

/** @throws Error where it is about something else: whoever asks has to know */
export function asAzure(invite: Invite): AzureInvite {
    if (isAzure(invite)) return invite;
    throw new Error(`The invite ${invite.id} is not about an Azure subscription.`);
}

export const isGuided = (invite: Invite): invite is GuidedInvite => invite.product !== 'azure';

/** A declined invite can be thought better of for seven days, in ms. */
export const SECOND_THOUGHTS_MS = 7 * 24 * 60 * 60 * 1000;

/** Whether the link of this invite can still be decided on. */
export function isOpen(invite: Invite, now: Date): boolean {
    switch (invite.status) {
        case 'issued':
        case 'sent':
            return now.getTime() < Date.parse(invite.expiresAt);
        case 'declined':
            return now.getTime() < Date.parse(invite.declinedAt ?? invite.createdAt) + SECOND_THOUGHTS_MS;
        case 'attested':
            // Asked again whether it is still so.
            return now.getTime() < Date.parse(invite.said?.asked?.until ?? invite.createdAt);
        default:
            return false;
    }
}

/** Whether its names and addresses are gone: it goes nowhere from there. */
export const isErased = (invite: Pick<Invite, 'erasedAt'>): boolean => invite.erasedAt !== null;

/** Whether its current link was used to save. */
export const isConsumed = (invite: Invite): boolean => invite.consumedGeneration === invite.generation;

/** When its request was mailed last, ISO 8601 UTC; when it was issued, before. */
export const mailedAt = ({ timeline, createdAt }: Invite): string =>
    timeline.findLast(({ event }) => event === 'sent')?.at ?? createdAt;

/** When the customer last took it back, ISO 8601 UTC; null where they did not. */
export const removedAt = (invite: Invite): string | null =>
    invite.timeline.findLast(({ event }) => event === 'removed')?.at ?? null;
