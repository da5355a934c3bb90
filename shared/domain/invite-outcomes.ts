import type { AttachOutcome, FailureCause } from './attach-outcome.ts';
import type { InviteStatus } from './invite.ts';

interface Facts {
    partnerName: string;
    partnerId: string;
    clientId: string;
    subscriptionId: string;
    /** How customers say yes: by sign-in, which grants what is missing, or by mail alone. */
    mode: 'signin' | 'email';
}

const role = ({ subscriptionId }: Facts): string => `Support Request Contributor on the subscription ${subscriptionId}`;

const FAILURES: Record<FailureCause, (facts: Facts) => string> = {
    'application-missing': (facts) =>
        `${facts.partnerName}'s application ${facts.clientId} is not in this tenant: ` +
        (facts.mode === 'signin'
            ? `${facts.partnerName} sends the link again, and an owner's Save partner there brings it in and grants it ${role(facts)}.`
            : `an administrator adds it as an enterprise application and assigns it ${role(facts)}, then ${facts.partnerName} tries again.`),
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

const noRole = (facts: Facts): string =>
    `The partner ID is linked, but ${facts.partnerName}'s application has no role on the subscription that counts: ` +
    (facts.mode === 'signin'
        ? `${facts.partnerName} sends the link again, and an owner's Save partner there grants it ${role(facts)}.`
        : `an owner assigns it ${role(facts)}.`);

const otherPartner = ({ partnerName, mode }: Facts, otherPartnerId: string): string =>
    `${partnerName}'s identity already carries the partner ID ${otherPartnerId} in this tenant: ` +
    (mode === 'signin'
        ? `it stays, unless an owner agrees to replace it by the link in the mail about this, which changes it for every subscription of the tenant.`
        : `${partnerName} invites again and offers to replace it, which changes it for every subscription of the tenant.`);

const otherPartnerAtHome = ({ partnerName, partnerId }: Facts, otherPartnerId: string): string =>
    `${partnerName} reaches this subscription through Azure Lighthouse, and its identity carries the partner ID ${otherPartnerId} in its own tenant, for every customer who delegates: ${partnerName} decides whether that or ${partnerId} is right; there is nothing for the customer to do.`;

/** What to do next after the goal is reached. */
export const nothingToDo = ({ partnerId, subscriptionId }: Pick<Facts, 'partnerId' | 'subscriptionId'>): string =>
    `Nothing: the partner ID ${partnerId} is set up for the subscription ${subscriptionId}.`;

/** What to do next, in one sentence, after an attach ended so. */
export function nextStepAfter(outcome: AttachOutcome, facts: Facts): string {
    switch (outcome.status) {
        case 'attached':
            return nothingToDo(facts);
        case 'unrecognised':
            return noRole(facts);
        case 'conflict':
            return otherPartner(facts, outcome.otherPartnerId);
        case 'failed':
            return outcome.cause === 'delegated-conflict'
                ? otherPartnerAtHome(facts, outcome.otherPartnerId)
                : FAILURES[outcome.cause](facts);
    }
}

/** What to do next after an end that no attach led to. */
export const NEXT_STEPS = {
    declined: 'The customer said no: nothing, unless they think better of it within seven days by the same link.',
    expired: 'The link was not used in time: send it again.',
    revoked: 'The invite was taken back: there is nothing left to do.',
    removed: 'The customer took it back: nothing, unless you agree with them on something else; then invite again.',
    attested: 'The customer says that it is done, and only the account that did it can see it: ask again in a year.',
    undeliverable: 'The mail did not arrive: check the address, then send it again or invite another admin.',
} satisfies Partial<Record<InviteStatus, string>>;
