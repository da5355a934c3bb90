import { AppError } from '../../domain/errors.ts';
import { isErased } from '../../domain/invite.ts';
import type { Invite } from '../../domain/invite.ts';

export const noSuchInvite = (): AppError => new AppError('not-found', 'There is no invite of this ID.');

/** @param allowed which invites it is for, as in `issued and sent ones` */
export const notInThisState = (invite: Invite, allowed: string): AppError =>
    new AppError(
        'invalid-state',
        isErased(invite)
            ? 'Its names and addresses were erased: issue a new invite.'
            : `The invite is ${invite.status}; this is for ${allowed}.`,
        { inviteStatus: invite.status },
    );
