import type { Invite, InviteMail } from '../../domain/invite.ts';
import { findMail } from '../../domain/invite-mails.ts';

/** A mail as the function that sends it claimed it. */
export interface ClaimedMail {
    invite: Invite;
    mail: InviteMail;
}

/** The mail as it stands now, if it is still in the hands of this function. */
export function stillClaimed(invite: Invite, { mail: claimed }: Pick<ClaimedMail, 'mail'>): InviteMail | undefined {
    const mail = findMail(invite, claimed.key);
    return mail?.state === 'sending' && mail.work.attempt === claimed.work.attempt ? mail : undefined;
}
