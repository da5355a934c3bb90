import { mailboxKeyOf } from '../../domain/mailbox.ts';
import type { OptOut } from '../../domain/mailbox.ts';
import type { SigningKey } from '../../domain/link-token.ts';
import { provenMailbox } from '../../domain/opt-out-token.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Mailboxes } from '../../ports/mailboxes.ts';
import { linkGone } from './open-link.ts';

export interface OptOutDependencies {
    mailboxes: Pick<Mailboxes, 'allow' | 'optOut' | 'optOutOf'>;
    linkSigningKeys: readonly SigningKey[];
    clock: Clock;
}

function mailboxOf(deps: OptOutDependencies, token: string): string {
    const mailbox = provenMailbox(deps.linkSigningKeys, token);
    if (mailbox === undefined) throw linkGone();
    return mailbox;
}

/**
 * What stands for the mailbox of a token; undefined where nobody opted out. Changes nothing.
 *
 * @throws AppError `link-gone`
 */
export const optOutStanding = async (deps: OptOutDependencies, token: string): Promise<OptOut | undefined> =>
    await deps.mailboxes.optOutOf(mailboxOf(deps, token));

/**
 * No more mails of our own accord to the mailbox of this token; asked twice, the first time counts.
 *
 * @throws AppError `link-gone`
 */
export async function optOut(
    deps: OptOutDependencies,
    token: string,
    how: 'page' | 'one-click',
    log: Log,
): Promise<OptOut> {
    const mailbox = mailboxOf(deps, token);
    const now = { at: deps.clock.now().toISOString(), how };
    await deps.mailboxes.optOut(mailbox, now);
    log.info('opted out', { how });
    return (await deps.mailboxes.optOutOf(mailbox)) ?? now;
}

/**
 * Allows them again.
 *
 * @throws AppError `link-gone`
 */
export async function allowAgain(deps: OptOutDependencies, token: string, log: Log): Promise<void> {
    await deps.mailboxes.allow(mailboxOf(deps, token));
    log.info('opt-out taken back');
}

/** As the mail service told of the address of one of our mails. */
export const optOutByEvent = (mailboxes: Pick<Mailboxes, 'optOut'>, adminEmail: string, at: Date): Promise<void> =>
    mailboxes.optOut(mailboxKeyOf(adminEmail), { at: at.toISOString(), how: 'mail-event' });
