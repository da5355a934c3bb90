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
}

export interface MailComposer {
    /** What this mail of the invite says. */
    compose(invite: Invite, mail: InviteMail, links: QuickLinks): ComposedMail;
}
