import { isErased, isLive, SECOND_THOUGHTS_MS } from './invite.ts';
import type { Invite } from './invite.ts';
import { isUnsent, noted } from './invite-story.ts';
import { saidStateOf } from './products/said.ts';

/** `over`: came to an end; `kept`: an attachment past its time that was still standing when last looked at. */
export type RetentionList = 'over' | 'kept';

/** When it came to where it stands, ISO 8601 UTC. */
const since = (invite: Invite): string =>
    invite.timeline.findLast(({ event }) => event === invite.status)?.at ?? invite.createdAt;

function endedAt(invite: Invite): string {
    if (invite.status === 'attested') return invite.said?.lapsedAt ?? since(invite);
    return invite.status === 'declined'
        ? new Date(Date.parse(invite.declinedAt ?? invite.createdAt) + SECOND_THOUGHTS_MS).toISOString()
        : since(invite);
}

/** From when on its names serve nobody any more, ISO 8601 UTC; undefined where they still do. */
function overSince(invite: Invite): string | undefined {
    if (isLive(invite.status) || invite.attach !== null || invite.mails.some(isUnsent)) return undefined;
    // What a customer said of a product stands until it is taken back or lapses, however long that is.
    const state = saidStateOf(invite);
    if (state !== null && state !== 'lapsed') return undefined;
    const ended = endedAt(invite);
    // What was attached is over when the attachment is: as far as anybody saw.
    return invite.inForce !== null && invite.inForce.at > ended ? invite.inForce.at : ended;
}

/** Ends that may still be in force: who said yes to them is evidence as long as they stand. */
export const mayBeInForce = ({ status }: Pick<Invite, 'status'>): boolean =>
    status === 'attached' || status === 'attested';

/** Where the retention finds an invite, and by what time; undefined for one that it has nothing to do with. */
export function retentionPlace(invite: Invite): { list: RetentionList; since: string } | undefined {
    if (isErased(invite)) return undefined;
    const ended = overSince(invite);
    if (ended === undefined) return undefined;
    const isKept = invite.inForce?.still === true && mayBeInForce(invite);
    return { list: isKept ? 'kept' : 'over', since: ended };
}

/** The attachment was looked at. Where it stands no longer, its time runs from when it was last seen to. */
export function notedInForce(invite: Invite, still: boolean, at: Date): Invite {
    if (still) return { ...invite, inForce: { at: at.toISOString(), still } };
    return invite.inForce?.still === true ? { ...invite, inForce: { ...invite.inForce, still } } : invite;
}

/** Whatever names or reaches a person, and what others wrote, which may: IDs, times and statuses stay. */
const nameless = (invite: Invite): Invite => ({
    ...invite,
    adminEmail: '',
    customerName: null,
    subscriptionName: null,
    productName: null,
    note: null,
    invitedBy: null,
    confirmedBy: null,
    said: invite.said === null ? null : { ...invite.said, by: '', proof: null },
    mails: invite.mails.map((mail) => ({ ...mail, work: { ...mail.work, lastError: null } })),
    timeline: invite.timeline.map((event) => ({ ...event, detail: null })),
});

/**
 * Names and addresses are gone, and so are its links; undefined where that was done, or it is not over.
 *
 * @param seed a new one: every link of the old one is dead
 */
export function eraseNames(invite: Invite, seed: string, at: Date): Invite | undefined {
    return isErased(invite) || overSince(invite) === undefined ? undefined : erased(invite, seed, at);
}

const erased = (invite: Invite, seed: string, at: Date): Invite =>
    noted({ ...nameless(invite), seed, erasedAt: at.toISOString() }, at, 'erased');

/** The customer is erased: whatever was on its way ends here, and what is left names nobody. */
export function closeForErasure(invite: Invite, seed: string, at: Date): Invite | undefined {
    if (isErased(invite)) return undefined;
    const mails = invite.mails.map((mail) => (isUnsent(mail) ? { ...mail, state: 'cancelled' as const } : mail));
    const revoked: Invite = isLive(invite.status) ? noted({ ...invite, status: 'revoked' }, at, 'revoked') : invite;
    return erased({ ...revoked, attach: null, mails }, seed, at);
}
