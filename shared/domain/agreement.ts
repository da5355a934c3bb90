/** Under what a subscription is bought, as Microsoft names it. */
export interface Agreement {
    /** EnterpriseAgreement, MicrosoftCustomerAgreement, MicrosoftPartnerAgreement, … */
    type: string;
    /** The last part of the billing account's path. */
    accountId: string;
}

/** Whether the last question for the agreement was answered; null where none was asked yet. */
export type AgreementRead = 'read' | 'forbidden' | null;

/** So many agreements are read of a tenant in one audit, however many subscriptions it has. */
export const AGREEMENTS_AT_ONCE = 5;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Whose agreement is asked for this time: those whose offer changed, then a window that goes on by one each day, so
 * that all have their turn and a second audit on the same day asks for the same ones and learns nothing new.
 */
export function agreementsDue(candidates: readonly { id: string; offerChanged: boolean }[], now: Date): string[] {
    const ids = candidates.map(({ id }) => id).sort();
    const windows = Math.max(1, Math.ceil(ids.length / AGREEMENTS_AT_ONCE));
    const first = (Math.floor(now.getTime() / DAY_MS) % windows) * AGREEMENTS_AT_ONCE;
    const changed = candidates.filter(({ offerChanged }) => offerChanged).map(({ id }) => id);
    const due = [...changed.sort(), ...ids.slice(first, first + AGREEMENTS_AT_ONCE)];
    return [...new Set(due)].slice(0, AGREEMENTS_AT_ONCE);
}
