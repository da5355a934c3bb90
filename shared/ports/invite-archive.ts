import type { Invite } from '../domain/invite.ts';
import type { RetentionList } from '../domain/invite-retention.ts';

/** The invites as those see them who erase: what is over, and what belongs to a tenant. */
export interface InviteArchive {
    /** IDs of invites that have been in this list since before this time, at most `most`. */
    due(list: RetentionList, before: Date, most: number): Promise<string[]>;
    /** All of a tenant's, found by a look at every invite there is: for what happens rarely. */
    ofTenant(tenantId: string): AsyncIterable<Invite>;
    /**
     * Deletes an invite that nobody changes any more, with its index rows, and leaves a mark without names, so that a
     * message that is still under way is known for what it is.
     */
    remove(invite: Invite, at: Date): Promise<void>;
    /** Drops the marks that are older than this, when no message can be under way any more; at most `most`. */
    dropMarks(before: Date, most: number): Promise<number>;
}
