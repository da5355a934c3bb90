import type { Invite, InviteMail, InviteStatus } from '../invite.ts';
import type { Product } from '../products/product.ts';
import type { SaidState } from '../products/said.ts';
import type { OpsPage } from './looked.ts';

/** An invite in a list. */
export type OpsInvite = Pick<
    Invite,
    | 'id'
    | 'status'
    | 'origin'
    | 'product'
    | 'productName'
    | 'subscriptionId'
    | 'subscriptionName'
    | 'tenantId'
    | 'customerName'
    | 'adminEmail'
    | 'invitedBy'
    | 'createdAt'
    | 'expiresAt'
    | 'nextStep'
    | 'erasedAt'
> & {
    /** Whether what the customer said still counts; null where it said nothing, or took it back. */
    saidState: SaidState | null;
};

export interface InvitesQuery {
    status?: InviteStatus | undefined;
    product?: Product | undefined;
    tenantId?: string | undefined;
    /** Stands somewhere in the names, the address or the IDs, whatever the case. */
    search?: string | undefined;
    cursor?: string | undefined;
}

export interface InvitesPage extends OpsPage<OpsInvite> {
    /** How many fit the query among those that were looked at; null where only a page was. */
    found: number | null;
}

/** What may be done with an invite as it stands. */
export interface InviteActions {
    resend: boolean;
    revoke: boolean;
    retry: boolean;
    /** To note where a proof of what was said is kept. */
    proof: boolean;
}

/** What is told of a mail; never what it says. */
export type OpsMail = Pick<InviteMail, 'key' | 'kind' | 'state'> & {
    /** While it waits, when it is due, ISO 8601 UTC. */
    dueAt: string | null;
    /** Why it did not go out at the last try. */
    lastError: string | null;
};

/** One invite with all that may be told of it: nothing from which its link could be made. */
export interface InviteStory {
    /** ISO 8601 UTC. */
    asOf: string;
    invite: OpsInvite &
        Pick<
            Invite,
            | 'partnerId'
            | 'partnerName'
            | 'note'
            | 'locale'
            | 'allowReplace'
            | 'generation'
            | 'confirmedBy'
            | 'reminders'
            | 'timeline'
            | 'said'
            | 'relationships'
        >;
    mails: OpsMail[];
    /** The others that one mail told of together with this one. */
    together: OpsInvite[];
    can: InviteActions;
}
