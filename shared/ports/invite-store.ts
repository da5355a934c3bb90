import type { Invite, InviteStatus } from '../domain/invite.ts';
import type { Product, Subject } from '../domain/products/product.ts';
import type { Page, Stored } from './store.ts';

/** Something of an invite that is due: see the sweep. */
export interface DueWork {
    inviteId: string;
    /** `mail` with its key, `attach`, or `expire`. */
    kind: 'mail' | 'attach' | 'expire';
    mail: string | null;
}

export type InviteWrite =
    | { kind: 'written'; stored: Stored<Invite> }
    /** Somebody else wrote first (or the ID is taken). */
    | { kind: 'conflict' }
    /** Another live invite for the same subscription and admin holds the place. */
    | { kind: 'another-live'; inviteId: string };

/**
 * Invites, each one row that is written whole and conditionally, with index rows beside it that
 * change in the same transaction. Every method may throw UnavailableError.
 */
export interface InviteStore {
    get(id: string): Promise<Stored<Invite> | undefined>;
    insert(invite: Invite): Promise<InviteWrite>;
    replace(before: Stored<Invite>, next: Invite): Promise<InviteWrite>;
    /** The live invite for this subject and admin (compared without case). */
    findLive(subject: Subject, adminEmail: string): Promise<string | undefined>;
    /** Newest first. */
    list(query: {
        status?: InviteStatus | undefined;
        subscriptionId?: string | undefined;
        /** Lower case; an invite that was issued before these were listed is not found by it. */
        tenantId?: string | undefined;
        product?: Product | undefined;
        /** With a tenant: those alone that are about other products than Azure. */
        isGuided?: true | undefined;
        limit: number;
        continuation?: string | undefined;
    }): Promise<Page<Invite>>;
    /** What was due before this time, at most `limit`. */
    due(before: Date, limit: number): Promise<DueWork[]>;
    /** The invites of which a reminder is due at this time, or that are to be asked again, at most `limit`. */
    remindersDue(at: Date, limit: number): Promise<string[]>;
    /** The invites that wait for an answer from this address (compared without case), at most `limit`. */
    waitingFor(adminEmail: string, limit: number): Promise<string[]>;
    /** Whether it was here and was deleted with its customer: a message about it has nothing to do any more. */
    wasErased(id: string): Promise<boolean>;
    /**
     * A new ID that leads to the partition of this subject.
     *
     * @param from makes it the same for the same subject and text; unlike any other where it is not given
     */
    newId(subject: Subject, from?: string): string;
}
