import type { Invite, InviteMail } from '../domain/invite.ts';

export interface ComposedMail {
    to: readonly string[];
    subject: string;
    html: string;
    text: string;
}

export interface MailComposer {
    /** Says what this mail of the invite says; `link` is the quick link with its token, for the invite mail alone. */
    compose(invite: Invite, mail: InviteMail, link: string): ComposedMail;
}
