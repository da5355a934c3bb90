import type { Invite, MailKind } from '../domain/invite.ts';
import { noted, undeliverable } from '../domain/invite-transitions.ts';
import type { InviteStore } from '../ports/invite-store.ts';
import type { ShortLived } from '../ports/short-lived.ts';
import { changeInvite } from './change-invite.ts';

/** What the mail service says of one of our mails. */
export interface MailEvent {
    id: string;
    at: Date;
    kind: 'delivered' | 'bounced' | 'blocked' | 'dropped' | 'deferred' | 'reported-as-spam';
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
    const isOfInvite = event.about.mailKind === 'invite' && isFinal(event);
    return isOfInvite
        ? undeliverable(told, event.about.generation, event.at, event.reason ?? 'The mail did not arrive.')
        : told;
}

/** Takes the events of the mail service, each once, in any order; ones about no invite of ours are passed over. */
export async function takeMailEvents(
    deps: { invites: InviteStore; shortLived: ShortLived },
    events: readonly MailEvent[],
): Promise<void> {
    for (const event of events) {
        if (await deps.shortLived.knowsMailEvent(event.id, event.at)) continue;
        await changeInvite(deps.invites, event.about.inviteId, (invite) => apply(invite, event));
        await deps.shortLived.rememberMailEvent(event.id, event.at);
    }
}
