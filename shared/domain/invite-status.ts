export const INVITE_STATUSES = [
    'issued',
    'sent',
    'confirmed',
    'attaching',
    'attached',
    'declined',
    'expired',
    'revoked',
    'undeliverable',
    'conflict',
    'unrecognised',
    'failed',
    'removed',
    'attested',
] as const;

export type InviteStatus = (typeof INVITE_STATUSES)[number];

const LIVE: readonly InviteStatus[] = ['issued', 'sent', 'confirmed', 'attaching'];

/** On its way: a second invite for the same subscription and admin is refused meanwhile. */
export const isLive = (status: InviteStatus): boolean => LIVE.includes(status);

/** Mailed or about to be, and not answered. */
export const isWaiting = (status: InviteStatus): boolean => status === 'issued' || status === 'sent';
