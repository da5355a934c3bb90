import { AppError } from '../../domain/errors.ts';
import type { OptOut } from '../../domain/mailbox.ts';

/** Seconds until the count of mails begins anew. */
const secondsToMidnight = (now: Date): number => Math.ceil((86_400_000 - (now.getTime() % 86_400_000)) / 1000);

export const mailLimitReached = (most: number, now: Date): AppError =>
    new AppError('mail-limit', `At most ${most} invite mails a day go to one address.`, {
        retryAfterSeconds: secondsToMidnight(now),
    });

export const inviteExists = (inviteId: string): AppError =>
    new AppError('invite-exists', 'There is a live invite for this subscription or product and admin.', { inviteId });

export const optedOut = ({ at }: OptOut): AppError =>
    new AppError(
        'opted-out',
        `Whoever reads this mailbox asked for no more requests by mail on ${at}. By the link in any earlier mail they can allow them again.`,
        { optedOutAt: at },
    );
