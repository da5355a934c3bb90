import pLimit from 'p-limit';
import { AppError } from '../../domain/errors.ts';
import { coverageStory } from '../../domain/coverage-story.ts';
import type { SubscriptionRecord } from '../../domain/subscription-record.ts';
import { isGuided } from '../../domain/invite.ts';
import { productEvidence } from '../../domain/products/evidence.ts';
import type { ProductEvidence } from '../../domain/products/evidence.ts';
import { askedByHand } from '../../domain/customer.ts';
import type { Attestation, Customer } from '../../domain/customer.ts';
import { evidenceOf } from '../../domain/evidence.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { CustomerStore } from '../../ports/customer-store.ts';
import type { InviteStore } from '../../ports/invite-store.ts';
import type { Page } from '../../ports/store.ts';
import type { SubscriptionStore } from '../../ports/subscription-store.ts';
import { lastLook } from './evidence-look.ts';
import type { LastLookDependencies, Look } from './evidence-look.ts';

export interface EvidenceDependencies extends LastLookDependencies {
    identity: { applicationId: string; homeTenantId: string };
    customers: Pick<CustomerStore, 'get' | 'knownSubscriptions'>;
    subscriptions: Pick<SubscriptionStore, 'list'>;
    invites: Pick<InviteStore, 'list'>;
}

/** What the evidence of a tenant is about. */
export interface EvidenceSubject {
    /** Of a tenant that no audit goes through only what was said of products attached by hand is known. */
    customer: Customer;
    attested: ReadonlyMap<string, Attestation>;
    /** As in `2026-11`. */
    month: string;
    /** Null where no finished audit got through the tenant. */
    look: Look | null;
}

const AT_ONCE = 16;
/** More invites than one subscription ever has. */
const ALL = 1_000;

const unaudited = async ({ invites }: EvidenceDependencies, tenantId: string): Promise<Customer | undefined> =>
    askedByHand(tenantId, (await invites.list({ tenantId, isGuided: true, limit: 1 })).items);

/** @throws AppError `not-found` where the tenant is no customer, and was asked about no other product either */
export async function evidenceSubject(
    deps: EvidenceDependencies,
    tenantId: string,
    month: string,
): Promise<EvidenceSubject> {
    const customer = (await deps.customers.get(tenantId)) ?? (await unaudited(deps, tenantId));
    if (customer === undefined) throw new AppError('not-found', 'There is no customer with this tenant ID.');
    const { attested } = await deps.customers.knownSubscriptions(tenantId);
    return { customer, attested, month, look: await lastLook(deps, tenantId) };
}

/** The identity by which a subscription is reached, and its link: known where the tenant as a whole was seen by it. */
function identityOf(deps: EvidenceDependencies, { customer }: EvidenceSubject, { via }: SubscriptionRecord) {
    if (via === null) return { identity: null, partnerId: null, link: null };
    const { applicationId, homeTenantId } = deps.identity;
    const tenantId = via === 'lighthouse' ? homeTenantId : customer.tenantId;
    const isSeen = via === customer.access;
    const { partnerId = null, createdAt = null, updatedAt = null } = (isSeen ? customer.link : null) ?? {};
    return {
        identity: { objectId: isSeen ? customer.principalId : null, applicationId, tenantId },
        partnerId,
        link: partnerId === null ? null : { createdAt, updatedAt },
    };
}

async function evidenceFor(
    deps: EvidenceDependencies,
    subject: EvidenceSubject,
    record: SubscriptionRecord,
): Promise<Evidence> {
    const { tenantId, subscriptionId, customerName, displayName, quotaId, agreement, coverage, reason } = record;
    const { items: invites } = await deps.invites.list({ subscriptionId, product: 'azure', limit: ALL });
    return evidenceOf({
        ...{ tenantId, subscriptionId, customerName, displayName, quotaId, agreement, coverage, reason },
        ...identityOf(deps, subject, record),
        via: record.via,
        role: record.role,
        coveredUntil: record.coveredUntil,
        firstSeenAt: record.firstSeenAt,
        attested: subject.attested.get(subscriptionId) ?? null,
        story: coverageStory(record, subject.look?.startedAt ?? null),
        month: subject.month,
        invites: invites.filter((invite) => invite.tenantId === tenantId),
    });
}

/** The evidence of a tenant's subscriptions, as the audits know them; one that no audit has seen yet is not in it. */
export async function evidencePage(
    deps: EvidenceDependencies,
    subject: EvidenceSubject,
    page: { limit: number; continuation?: string | undefined },
): Promise<Page<Evidence>> {
    const limit = pLimit(AT_ONCE);
    const { items, ...rest } = await deps.subscriptions.list({ tenantId: subject.customer.tenantId, ...page });
    return { items: await limit.map(items, (record) => evidenceFor(deps, subject, record)), ...rest };
}

/** What the tenant said of products that it attaches by hand, the last that was asked about first: few, so all of it. */
export async function evidenceOfProducts(
    { invites }: Pick<EvidenceDependencies, 'invites'>,
    { customer: { tenantId } }: Pick<EvidenceSubject, 'customer'>,
): Promise<ProductEvidence[]> {
    const found: ProductEvidence[] = [];
    let continuation: string | undefined;
    do {
        const page = await invites.list({ tenantId, isGuided: true, limit: AT_ONCE, continuation });
        found.push(...page.items.filter(isGuided).flatMap((invite) => productEvidence(invite) ?? []));
        continuation = page.continuation;
    } while (continuation !== undefined);
    return found;
}
