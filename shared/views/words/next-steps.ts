import type { AttachOutcome, FailureCause } from '../../domain/attach-outcome.ts';
import type { MessageId } from '../languages/catalogue.ts';
import { address, foreign, id, message, term } from '../phrase.ts';
import type { Phrase, Value } from '../phrase.ts';
import type { ConfirmationModeView, InviteStatusView, NextStepView } from '../view-models.ts';
import { BUTTONS } from './buttons.ts';

type ByMode = Record<ConfirmationModeView, MessageId>;

const CONFLICT: ByMode = { signin: 'status.next.after.conflict.signIn', email: 'status.next.after.conflict.email' };

const UNRECOGNISED: ByMode = {
    signin: 'status.next.after.unrecognised.signIn',
    email: 'status.next.after.unrecognised.email',
};

const APPLICATION_MISSING: ByMode = {
    signin: 'status.next.after.applicationMissing.signIn',
    email: 'status.next.after.applicationMissing.email',
};

const FAILURES: Record<Exclude<FailureCause, 'application-missing'> | 'delegated-conflict', MessageId> = {
    'tenant-unknown': 'status.next.after.tenantUnknown',
    'partner-id-refused': 'status.next.after.partnerIdRefused',
    forbidden: 'status.next.after.forbidden',
    'gave-up': 'status.next.after.gaveUp',
    internal: 'status.next.after.internal',
    'delegated-conflict': 'status.next.after.delegatedConflict',
};

/** After an attach that says how it ended. */
const afterAttach = (outcome: AttachOutcome, mode: ConfirmationModeView): MessageId => {
    switch (outcome.status) {
        case 'attached':
            return 'status.next.attached';
        case 'unrecognised':
            return UNRECOGNISED[mode];
        case 'conflict':
            return CONFLICT[mode];
        case 'failed':
            return outcome.cause === 'application-missing' ? APPLICATION_MISSING[mode] : FAILURES[outcome.cause];
    }
};

/** By the status alone. */
const inStatus = (status: InviteStatusView, mode: ConfirmationModeView): MessageId => {
    switch (status) {
        case 'confirmed':
        case 'attaching':
        case 'attested':
            return 'status.next.nothing';
        case 'unrecognised':
            return UNRECOGNISED[mode];
        case 'issued':
            return 'status.next.sent';
        default:
            return `status.next.${status}`;
    }
};

/** What the customer has to do now. What an invite itself says of it is written for the partner. */
export function customerNextStep(status: InviteStatusView, model: NextStepView): Phrase {
    const { partner, subscription, outcome, mode, clientId } = model;
    const fits = outcome !== null && outcome.status === status;
    const values: Record<string, Value> = {
        partner: foreign(partner.name),
        partnerId: id(partner.id),
        contact: address(partner.contact),
        subscription: id(subscription.id),
        application: id(clientId),
        role: term('Support Request Contributor'),
        save: term(BUTTONS.save),
        decline: term(BUTTONS.decline),
        ...(fits && 'otherPartnerId' in outcome ? { otherPartnerId: id(outcome.otherPartnerId) } : {}),
    };
    return message(fits ? afterAttach(outcome, mode) : inStatus(status, mode), values);
}
