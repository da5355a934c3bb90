import type { Tone } from '../blocks.ts';
import { address, foreign, id, say, term } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import type { InviteStatusView, StatusPageModel } from '../view-models.ts';
import { BUTTONS } from './buttons.ts';

export const HEADINGS = { next: 'What happens next', timeline: 'What happened so far' } as const;

export const OPEN_AGAIN = 'Open the request again';
export const MANAGE = 'Change it or take it back';

/** The account that said yes. */
export const CONFIRMED_BY = 'Confirmed by';

export const REFRESHES = say`This page looks again every five seconds. You may close it: the work goes on without it, and a mail tells you the outcome.`;

/** What a status is called, and how good the news are. */
export const TITLES: Record<InviteStatusView, { title: string; tone: Tone }> = {
    issued: { title: 'Waiting for your decision', tone: 'neutral' },
    sent: { title: 'Waiting for your decision', tone: 'neutral' },
    confirmed: { title: 'Saved, and about to be carried out', tone: 'neutral' },
    attaching: { title: 'The partner ID is being attached', tone: 'neutral' },
    attached: { title: 'The partner ID is set up', tone: 'good' },
    declined: { title: 'Declined', tone: 'neutral' },
    expired: { title: 'The request has expired', tone: 'caution' },
    revoked: { title: 'The request was withdrawn', tone: 'neutral' },
    undeliverable: { title: 'The mail could not be delivered', tone: 'caution' },
    conflict: { title: 'Another partner ID is in the way', tone: 'caution' },
    unrecognised: { title: 'Attached, but a role is missing', tone: 'caution' },
    failed: { title: 'The partner ID could not be attached', tone: 'bad' },
    removed: { title: 'Taken back', tone: 'neutral' },
    attested: { title: 'Recorded as you told us', tone: 'good' },
};

type Facts = Pick<StatusPageModel, 'partner'>;

/** What a status means for the customer. */
export function meaning(status: InviteStatusView, { partner }: Facts): Phrase {
    const name = foreign(partner.name);
    const partnerId = id(partner.id);
    switch (status) {
        case 'issued':
        case 'sent':
            return say`${name} has asked, and nobody has answered yet. Nothing has been changed.`;
        case 'confirmed':
            return say`Your answer is recorded. The partner ID ${partnerId} is about to be attached to ${name}’s access.`;
        case 'attaching':
            return say`The partner ID ${partnerId} is being attached to ${name}’s access. Mostly this takes seconds; where Microsoft asks us to wait, it takes longer.`;
        case 'attached':
            return say`The partner ID ${partnerId} is attached to ${name}’s access, and that access has an eligible role that covers this subscription.`;
        case 'declined':
            return say`The request was declined. Nothing has been changed.`;
        case 'expired':
            return say`The request was not answered in time. Nothing has been changed.`;
        case 'revoked':
            return say`${name} has withdrawn the request. Nothing has been changed.`;
        case 'undeliverable':
            return say`The mail with the request did not arrive. Nothing has been changed.`;
        case 'conflict':
            return say`${name}’s application already carries another partner ID in your tenant, and replacing it was not agreed to. Nothing has been changed.`;
        case 'unrecognised':
            return say`The partner ID ${partnerId} is attached to ${name}’s application in your tenant, but the application has no role that covers this subscription and is eligible. As long as that is so, it is not set up for this subscription.`;
        case 'failed':
            return say`The partner ID ${partnerId} is not set up for this subscription.`;
        case 'removed':
            return say`Your organisation took it back: ${name} has lost the roles that it had on this very subscription. What it has from above, or through Azure Lighthouse, stands until it is taken away there.`;
        case 'attested':
            return say`You told us that the partner ID ${partnerId} is attached. We cannot see it ourselves, and say so wherever it is listed.`;
    }
}

/** What to do in each status, where the attach itself did not say. */
function nextStep(status: InviteStatusView, { partner }: Facts): Phrase {
    const name = foreign(partner.name);
    const contact = address(partner.contact);
    switch (status) {
        case 'issued':
        case 'sent':
            return say`Open the link in the mail and press ${term(BUTTONS.save)} or ${term(BUTTONS.decline)}.`;
        case 'confirmed':
        case 'attaching':
            return say`There is nothing for you to do.`;
        case 'attached':
            return say`There is nothing for you to do. It lasts as long as ${name} keeps that role.`;
        case 'declined':
            return say`There is nothing for you to do. For seven days the same link lets you think better of it.`;
        case 'expired':
            return say`If you want to answer it, ask ${contact} for a new link.`;
        case 'revoked':
            return say`There is nothing for you to do. Questions: ${contact}.`;
        case 'undeliverable':
            return say`${name} has to send the request again; tell ${contact} which address is right.`;
        case 'conflict':
            return say`Ask ${contact} which partner ID is right. If it is to be replaced, ${name} asks you again and says so.`;
        case 'unrecognised':
            return say`Give ${name}’s application the role ${term('Support Request Contributor')} on this subscription, or on a management group above it.`;
        case 'failed':
            return say`Ask ${contact} what is missing.`;
        case 'removed':
            return say`There is nothing for you to do. If you change your mind, ask ${contact} for a new link.`;
        case 'attested':
            return say`There is nothing for you to do.`;
    }
}

/** The ends of an attach, which come with a next step of their own. */
const ATTACH_ENDS: readonly InviteStatusView[] = ['attached', 'unrecognised', 'conflict', 'failed'];

/** What the customer has to do now: other next steps of an invite are written for the partner. */
export const customerNextStep = (
    model: Facts & { status: InviteStatusView; nextStep: StatusPageModel['nextStep'] },
): Phrase =>
    model.nextStep !== null && ATTACH_ENDS.includes(model.status)
        ? say`${model.nextStep}`
        : nextStep(model.status, model);

/** What the customer is told of the timeline; every other event is the partner's bookkeeping. */
export const EVENTS: Readonly<Partial<Record<string, string>>> = {
    issued: 'The partner asked',
    sent: 'The request was mailed',
    'reminder-mail-sent': 'The request was mailed once more as a reminder',
    resent: 'The request was issued once more, with a new link',
    confirmed: 'The request was answered with a yes',
    attaching: 'Attaching began',
    retried: 'The partner had it tried again',
    attached: 'The partner ID was set up',
    declined: 'Decline was pressed',
    expired: 'The request expired',
    revoked: 'The partner withdrew the request',
    undeliverable: 'The mail could not be delivered',
    conflict: 'Another partner ID was found',
    unrecognised: 'The partner ID was attached; an eligible role was missing',
    failed: 'Attaching failed',
    removed: 'Your organisation took it back',
    unlinked: 'What had been set up for it was cleared away, where nothing else needs it',
    attested: 'You told us that it is done',
};
