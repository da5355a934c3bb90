import type { OptOut, OwnMail } from '../domain/mailbox.ts';

/**
 * What is known of the mailboxes that our mails go to, by their keys (see mailboxKeyOf), never by their addresses.
 * Every method may throw UnavailableError.
 */
export interface Mailboxes {
    /**
     * Notes that more invites go to this mailbox, before they are there: it may say too much, never too little.
     *
     * @param invites how many; one where it is not given
     */
    note(mailbox: string, invites?: number): Promise<void>;
    /** Whether more than one invite ever went there, so that others may be waiting beside one. */
    hasSeveral(mailbox: string): Promise<boolean>;
    /** Undefined where nobody opted out. */
    optOutOf(mailbox: string): Promise<OptOut | undefined>;
    /** The first time counts. */
    optOut(mailbox: string, optOut: OptOut): Promise<void>;
    /** Takes an opt-out back. */
    allow(mailbox: string): Promise<void>;
    /** The last mail of our own accord, of whatever day. */
    ownMail(mailbox: string): Promise<OwnMail | undefined>;
    /**
     * Takes a day for a mail of our own accord, unless that day is taken.
     *
     * @returns the very object that was given where it got the day, else what has it
     */
    claimDay(mailbox: string, mail: OwnMail): Promise<OwnMail>;
    /** The mail that has the day did not go out, and another one may. */
    giveBack(mailbox: string, mail: OwnMail): Promise<void>;
    /** The mail that has the day went out and told of these invites. */
    noteTold(mailbox: string, mail: OwnMail, told: readonly string[]): Promise<void>;
    /** Drops what nothing can depend on any more, at most so many rows; what somebody asked for stays. */
    drop(most: number): Promise<void>;
}
