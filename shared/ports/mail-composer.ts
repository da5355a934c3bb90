import type { Invite, InviteMail } from '../domain/invite.ts';

export interface ComposedMail {
    to: readonly string[];
    subject: string;
    html: string;
    text: string;
}

/** All with their token. */
export interface QuickLinks {
    decide: string;
    status: string;
    /** To change what was set up, or take it back. */
    manage: string;
    /** To stop mails of our own accord. */
    optOut: string;
}

/** Another invite that waits for an answer from the same mailbox. */
export interface OtherRequest {
    invite: Invite;
    /** Its own link, token included. */
    link: string;
}

export interface MailComposer {
    /**
     * What this mail of the invite says.
     *
     * @param others what else waits, for a mail that tells of all of it
     * @param alongside what this mail asks for beside it, in place of a mail of its own
     */
    compose(
        invite: Invite,
        mail: InviteMail,
        links: QuickLinks,
        others: readonly OtherRequest[],
        alongside: readonly OtherRequest[],
    ): Promise<ComposedMail>;
}
