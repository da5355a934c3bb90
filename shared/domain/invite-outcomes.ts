import type { InviteStatus } from './invite.ts';

/** How an attach ended. */
export type AttachOutcome =
    | { status: 'attached' }
    | { status: 'unrecognised' }
    | { status: 'conflict'; otherPartnerId: string }
    | { status: 'failed'; cause: FailureCause };

export type FailureCause =
    | 'application-missing'
    | 'delegated'
    | 'tenant-unknown'
    | 'partner-id-refused'
    | 'forbidden'
    | 'gave-up'
    | 'internal';

interface Facts {
    partnerName: string;
    partnerId: string;
    clientId: string;
    subscriptionId: string;
}

const FAILURES: Record<FailureCause, (facts: Facts) => string> = {
    'application-missing': ({ partnerName, clientId, subscriptionId }) =>
        `${partnerName}'s application ${clientId} is not in this tenant: an administrator adds it as an enterprise application and assigns it Support Request Contributor on the subscription ${subscriptionId}, then ${partnerName} tries again.`,
    delegated: ({ partnerName }) =>
        `${partnerName} reaches this subscription through Azure Lighthouse, where the partner ID is linked in ${partnerName}'s own tenant: that is for ${partnerName} to do; there is nothing for the customer to do.`,
    'tenant-unknown': ({ partnerName }) =>
        `Microsoft does not know this tenant: ${partnerName} checks the tenant ID and invites again.`,
    'partner-id-refused': ({ partnerName, partnerId }) =>
        `Microsoft does not accept the partner ID ${partnerId}: ${partnerName} checks that it is a location ID and invites again; there is nothing for the customer to do.`,
    forbidden: ({ partnerName, clientId }) =>
        `Microsoft refused ${partnerName}'s application ${clientId} in this tenant: an administrator checks that its sign-in is not blocked, then ${partnerName} tries again.`,
    'gave-up': ({ partnerName }) =>
        `Microsoft could not be reached for a day: ${partnerName} tries again; there is nothing for the customer to do.`,
    internal: ({ partnerName }) =>
        `Something went wrong on our side: ${partnerName} looks into it and tries again; there is nothing for the customer to do.`,
};

/** What to do next, in one sentence, after an attach ended so. */
export function nextStepAfter(outcome: AttachOutcome, facts: Facts): string {
    const { partnerName, partnerId, subscriptionId } = facts;
    switch (outcome.status) {
        case 'attached':
            return `Nothing: the partner ID ${partnerId} is set up for the subscription ${subscriptionId}.`;
        case 'unrecognised':
            return `The partner ID is linked, but ${partnerName}'s application has no role on the subscription that counts: an owner assigns it Support Request Contributor on the subscription ${subscriptionId}.`;
        case 'conflict':
            return `${partnerName}'s identity already carries the partner ID ${outcome.otherPartnerId} in this tenant: ${partnerName} invites again and offers to replace it, which changes it for every subscription of the tenant.`;
        case 'failed':
            return FAILURES[outcome.cause](facts);
    }
}

/** What to do next after an end that no attach led to. */
export const NEXT_STEPS = {
    declined: 'The customer said no: nothing, unless they think better of it within seven days by the same link.',
    expired: 'The link was not used in time: send it again.',
    revoked: 'The invite was taken back: nothing.',
    removed: 'The customer took it back: nothing, unless you agree with them on something else; then invite again.',
    attested: 'The customer says that it is done, and only the account that did it can see it: ask again in a year.',
    undeliverable: 'The mail did not arrive: check the address, then send it again or invite another admin.',
} satisfies Partial<Record<InviteStatus, string>>;
