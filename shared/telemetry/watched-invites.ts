import { MAIL_KINDS } from '../domain/invite.ts';
import type { Invite, InviteStatus, MailKind } from '../domain/invite.ts';
import type { InviteStore } from '../ports/invite-store.ts';
import type { Telemetry } from '../ports/telemetry.ts';

/** How an attach can end. */
const ENDS: readonly InviteStatus[] = ['attached', 'unrecognised', 'conflict', 'failed'];

const since = (invite: Invite, ...events: string[]): number | undefined => {
    const found = invite.timeline.findLast(({ event }) => events.includes(event));
    return found && Date.parse(found.at);
};

/** Seconds from the yes, or from when it was tried again, to the end; undefined where no attach has ended. */
function attachSeconds(before: Invite, next: Invite): number | undefined {
    if (before.attach?.task !== 'attach' || next.attach !== null || !ENDS.includes(next.status)) return undefined;
    const from = since(before, 'confirmed', 'retried');
    const to = since(next, next.status);
    return from === undefined || to === undefined ? undefined : Math.max(0, to - from) / 1000;
}

const BACK = new RegExp(`^(${MAIL_KINDS.join('|')})-mail-(bounced|dropped)$`);

/** The mails that came back by this change. */
const bounces = (before: Invite, next: Invite): MailKind[] =>
    next.timeline
        .filter((event) => !before.timeline.includes(event))
        .flatMap(({ event }) => (BACK.exec(event)?.[1] as MailKind | undefined) ?? []);

/**
 * The same invites, with each change of status counted and told in the invite's own trace: that of whatever issued it,
 * kept in its row, so that a yes days later is a part of the same story.
 */
export function watchedInvites(invites: InviteStore, { tracing, meters }: Telemetry): InviteStore {
    const came = <T>(invite: Invite, write: () => Promise<T>): Promise<T> =>
        tracing.continueFrom(
            invite.trace,
            { name: `invite ${invite.status}`, facts: { 'dpor.invite.id': invite.id } },
            write,
        );

    const count = ({ status, product }: Invite): void => meters.record('dpor.invites', 1, { status, product });

    return {
        ...invites,
        get: async (id) => {
            const found = await invites.get(id);
            tracing.relate(found?.value.trace);
            return found;
        },
        insert: async (invite) => {
            const kept = { ...invite, trace: tracing.carry() ?? null };
            const result = await came(kept, () => invites.insert(kept));
            if (result.kind === 'written') count(invite);
            return result;
        },
        replace: async (before, next) => {
            const moves = before.value.status !== next.status;
            const write = () => invites.replace(before, next);
            const result = await (moves ? came(next, write) : write());
            if (result.kind !== 'written') return result;
            if (moves) count(next);
            const seconds = attachSeconds(before.value, next);
            if (seconds !== undefined) meters.record('dpor.attach.duration', seconds, { status: next.status });
            for (const kind of bounces(before.value, next))
                meters.record('dpor.mails', 1, { kind, outcome: 'bounced' });
            return result;
        },
    };
}
