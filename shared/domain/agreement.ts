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
const AT_ONCE = 5;
/** Of those, so many are known already: whole billing accounts move, and one of theirs is enough to see it. */
const KNOWN_AT_ONCE = 2;
const IN_TURN = AT_ONCE - KNOWN_AT_ONCE;

const DAY_MS = 24 * 60 * 60 * 1000;

/** A subscription whose agreement may be asked for. */
export interface AgreementCandidate {
    id: string;
    offerChanged: boolean;
    /** As last read. */
    agreement: Agreement | null;
}

/** The item whose turn it is. */
const inTurn = <Item>(items: readonly Item[], turn: number): Item | undefined => items[turn % items.length];

/** One each of the billing accounts that are known, the old kind first, since that is what is moved from. */
function ofKnownAccounts(candidates: readonly AgreementCandidate[], day: number): string[] {
    const byAccount = new Map<string, string[]>();
    for (const { id, agreement } of candidates) {
        if (agreement === null) continue;
        const age = agreement.type === 'EnterpriseAgreement' ? 0 : 1;
        const key = `${age} ${agreement.type} ${agreement.accountId}`;
        const ids = byAccount.get(key);
        if (ids === undefined) byAccount.set(key, [id]);
        else ids.push(id);
    }
    const accounts = [...byAccount].sort(([one], [other]) => one.localeCompare(other));
    return accounts.flatMap(([, ids]) => inTurn(ids, day) ?? []).slice(0, KNOWN_AT_ONCE);
}

/**
 * Whose agreement is asked for this time: those whose offer changed, some of the accounts that are known, and then a
 * window that goes on each day, so that all have their turn and a second audit on the same day learns nothing new.
 */
export function agreementsDue(candidates: readonly AgreementCandidate[], now: Date): string[] {
    const sorted = [...candidates].sort((one, other) => (one.id < other.id ? -1 : 1));
    const ids = sorted.map(({ id }) => id);
    if (ids.length <= AT_ONCE) return ids;
    const day = Math.floor(now.getTime() / DAY_MS);
    const first = (day % Math.ceil(ids.length / IN_TURN)) * IN_TURN;
    const changed = sorted.filter(({ offerChanged }) => offerChanged).map(({ id }) => id);
    const due = [...changed, ...ofKnownAccounts(sorted, day), ...ids.slice(first, first + IN_TURN)];
    return [...new Set(due)].slice(0, AT_ONCE);
}
