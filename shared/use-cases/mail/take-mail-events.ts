import { isErased } from '../../domain/invite.ts';
import type { Invite, MailKind } from '../../domain/invite.ts';
import { withoutReminders } from '../../domain/invite-reminders.ts';
import { wasUnread } from '../../domain/products/alongside.ts';
import { undeliverable } from '../../domain/invite-mails.ts';
import { noted } from '../../domain/invite-story.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import type { Mailboxes } from '../../ports/mailboxes.ts';
import type { ShortLived } from '../../ports/short-lived.ts';
import { changeInvite } from '../invites/change-invite.ts';
import { optOutByEvent } from '../invites/opt-out.ts';
import { noteBounced } from './alongside.ts';

/** What the mail service says of one of our mails. */
export interface MailEvent {
    id: string;
    at: Date;
    kind: 'delivered' | 'bounced' | 'blocked' | 'dropped' | 'deferred' | 'reported-as-spam' | 'unsubscribed';
    about: { inviteId: string; mailKind: MailKind; generation: number };
    reason: string | null;
}

/** Did not arrive and will not. */
const isFinal = (event: MailEvent): boolean => event.kind === 'bounced' || event.kind === 'dropped';

function apply(invite: Invite, event: MailEvent): Invite | undefined {
    const name = `${event.about.mailKind}-mail-${event.kind}`;
    // The same event once more, after a crash between the two writes.
    if (invite.timeline.some((past) => past.event === name && past.at === event.at.toISOString())) return undefined;
    const told = noted(invite, event.at, name, event.reason);
    if (!isFinal(event)) return told;
    switch (event.about.mailKind) {
        case 'invite':
            return undeliverable(told, event.about.generation, event.at, event.reason ?? 'The mail did not arrive.');
        case 'reminder':
            // The request itself arrived, and may still be answered.
            return withoutReminders(told);
        default:
            return told;
    }
}

/** The reader of a mailbox of the customer's said, in some way or other, that they want no such mails. */
const isOptOut = ({ kind, about }: MailEvent): boolean =>
    (kind === 'unsubscribed' || kind === 'reported-as-spam') && about.mailKind !== 'outcome-partner';

/** Takes the events of the mail service, each once, in any order; ones about no invite of ours are passed over. */
export async function takeMailEvents(
    deps: { invites: InviteStore; mailboxes: Pick<Mailboxes, 'optOut'>; shortLived: ShortLived },
    events: readonly MailEvent[],
): Promise<void> {
    for (const event of events) {
        if (await deps.shortLived.knowsMailEvent(event.id, event.at)) continue;
        const result = await changeInvite(deps.invites, event.about.inviteId, (invite) => apply(invite, event));
        const { mailKind, generation } = event.about;
        if (
            result.kind !== 'missing' &&
            isFinal(event) &&
            mailKind === 'invite' &&
            wasUnread(result.invite, generation)
        ) {
            await noteBounced(deps, result.invite, event.at, event.reason ?? 'The mail did not arrive.');
        }
        if (result.kind !== 'missing' && !isErased(result.invite) && isOptOut(event)) {
            await optOutByEvent(deps.mailboxes, result.invite.adminEmail, event.at);
        }
        await deps.shortLived.rememberMailEvent(event.id, event.at);
    }
}
