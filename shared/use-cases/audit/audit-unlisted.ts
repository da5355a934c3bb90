import { verdictOn } from '../../domain/coverage.ts';
import type { CoverageFacts } from '../../domain/coverage.ts';
import type { Removal } from '../../domain/coverage-changes.ts';
import type { Finding } from '../../domain/coverage-record.ts';
import type { SubscriptionRecord } from '../../domain/subscription-record.ts';
import { isLasting } from '../../ports/azure.ts';
import type { AzureSubscription, SubscriptionAnswer } from '../../ports/azure.ts';
import type { TenantView } from './audit-view.ts';
import type { WayReading } from './audit-way.ts';

export interface Unlisted extends WayReading {
    view: TenantView;
}

/** What is known of a subscription that nobody shows us: what it was when it was last read. */
function unreachable(
    { view, rules }: Unlisted,
    before: SubscriptionRecord | undefined,
    unknown: CoverageFacts['unknown'],
): Finding {
    const { state = null, quotaId = null, displayName = null } = before ?? {};
    const facts = { state, quotaId, unknown, reach: view.unreachable, link: undefined, eligibleRole: false };
    return {
        displayName,
        state,
        quotaId,
        ...verdictOn(facts, rules),
        via: null,
        role: null,
        coveredUntil: null,
    };
}

/** What an answer means where it shows no subscription. */
function withoutSubscription(
    of: Unlisted,
    before: SubscriptionRecord | undefined,
    answer: Exclude<SubscriptionAnswer, { kind: 'found' }>,
): Finding | Removal {
    switch (answer.kind) {
        case 'forbidden':
            return unreachable(of, before, null);
        case 'gone':
            return { removed: 'gone' };
        case 'another-tenant':
            return { removed: 'moved', to: answer.tenantId ?? null };
    }
}

/**
 * Asks for a subscription that is known and not listed: gone, another tenant's, or out of our reach.
 *
 * @param before what earlier audits knew of it
 * @returns the subscription where it is there after all
 */
export async function findUnlisted(
    of: Unlisted,
    id: string,
    before: SubscriptionRecord | undefined,
): Promise<AzureSubscription | Finding | Removal> {
    try {
        const answer = await of.view.ask(id);
        return answer.kind === 'found' ? answer.subscription : withoutSubscription(of, before, answer);
    } catch (error) {
        if (!isLasting(error)) throw error;
        of.log.warn('a subscription could not be read', { subscriptionId: id, error: error.message });
        return unreachable(of, before, 'could-not-be-read');
    }
}
