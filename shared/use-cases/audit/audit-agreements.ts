import { agreementsDue } from '../../domain/agreement.ts';
import type { AgreementCandidate } from '../../domain/agreement.ts';
import type { Removal } from '../../domain/coverage-changes.ts';
import type { AgreementAnswer, Finding } from '../../domain/coverage-record.ts';
import type { SubscriptionRecord, Via } from '../../domain/subscription-record.ts';
import { AzureError } from '../../ports/azure.ts';
import type { Log } from '../../ports/log.ts';
import type { TenantView } from './audit-view.ts';
import type { Way } from './ways-in.ts';

/** A subscription whose agreement may be asked for, by the way that leads to it. */
export type Candidate = AgreementCandidate & { via: Via };

interface AgreementsInput {
    view: TenantView;
    candidates: readonly Candidate[];
    now: Date;
    log: Log;
}

/** Of those that are reached and may be chased, each with whether its offer is another than before. */
export function agreementCandidates(
    found: ReadonlyMap<string, Finding | Removal>,
    records: ReadonlyMap<string, SubscriptionRecord>,
): Candidate[] {
    return [...found].flatMap(([id, finding]) => {
        if ('removed' in finding || finding.via === null || finding.coverage === 'inactive') return [];
        const { quotaId: before = null, agreement = null } = records.get(id) ?? {};
        const offerChanged = before !== null && finding.quotaId !== null && before !== finding.quotaId;
        if (finding.coverage === 'excluded' && !offerChanged) return [];
        return [{ id, offerChanged, agreement, via: finding.via }];
    });
}

/**
 * Asks for the agreement of a few subscriptions, so many in every tenant alike. Where it is forbidden, that way is not
 * asked again this time. Whatever else goes wrong fails no audit: nobody's coverage hangs on it, and the next one asks.
 */
export async function readAgreements(input: AgreementsInput): Promise<ReadonlyMap<string, AgreementAnswer>> {
    const ways = new Map(input.candidates.map(({ id, via }) => [id, via]));
    const answers = new Map<string, AgreementAnswer>();
    const closed = new Set<Via>();
    const ask = async (way: Way, id: string): Promise<void> => {
        if (closed.has(way.name)) return;
        try {
            const agreement = (await way.agreement(id)) ?? null;
            answers.set(id, { agreement, agreementRead: 'read' });
        } catch (error) {
            if (!(error instanceof AzureError)) throw error;
            closed.add(way.name);
            if (error.kind === 'forbidden') answers.set(id, { agreement: undefined, agreementRead: 'forbidden' });
            else input.log.warn('an agreement could not be read', { subscriptionId: id, error: error.message });
        }
    };
    const due = agreementsDue(input.candidates, input.now);
    for (const way of input.view.ways) {
        const [first, ...others] = due.filter((id) => ways.get(id) === way.name);
        if (first === undefined) continue;
        // Alone, as it tells whether the others may be asked for at all.
        await ask(way, first);
        await Promise.all(others.map((id) => ask(way, id)));
    }
    return answers;
}
