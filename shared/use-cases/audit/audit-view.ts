import { AzureError, isLasting } from '../../ports/azure.ts';
import type { AzureSubscription, SubscriptionAnswer } from '../../ports/azure.ts';
import type { Log } from '../../ports/log.ts';
import { asOurTrouble } from '../our-trouble.ts';
import type { AuditDeps } from './audit-deps.ts';
import { heeding } from './heeding.ts';
import { delegatedWay, ownWay } from './ways-in.ts';
import type { Way } from './ways-in.ts';

/** Whose tenant is looked at. */
export interface TenantLook {
    tenantId: string;
    /** What is delegated is listed once for a run. */
    runId: string;
    /** Says that somebody is still at it, as often as one likes: listing takes long where there is much. */
    keep: () => Promise<unknown>;
}

/** A customer's tenant as the partner can see it. */
export interface TenantView {
    /** The customer's own way goes first: what it covers need not be asked for by the other. */
    ways: readonly [Way, ...Way[]];
    /** What is lacking where a subscription cannot be reached. */
    unreachable: 'no-access' | 'application-missing';
    /** Asks for a subscription that is not listed; what is found is reached by the first way. */
    ask(subscriptionId: string): Promise<SubscriptionAnswer>;
}

const sameId = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

const ofTenant = (answer: SubscriptionAnswer, tenantId: string): SubscriptionAnswer =>
    answer.kind === 'found' && !sameId(answer.subscription.tenantId, tenantId)
        ? { kind: 'another-tenant', tenantId: answer.subscription.tenantId.toLowerCase() }
        : answer;

/**
 * To our own tenant every subscription that is not delegated is another tenant's: whether it is still this customer's
 * hangs on which one ARM names.
 */
const fromHome = (answer: SubscriptionAnswer, tenantId: string): SubscriptionAnswer =>
    answer.kind === 'another-tenant' && (answer.tenantId === undefined || sameId(answer.tenantId, tenantId))
        ? { kind: 'forbidden' }
        : ofTenant(answer, tenantId);

/** Where our application is not in the tenant. */
async function viewFromHome(deps: AuditDeps, tenantId: string, runId: string): Promise<TenantView> {
    const home = heeding(deps, deps.azure.tenant(deps.settings.homeTenantId));
    try {
        const listed = (await deps.delegations.ofTenant(runId, tenantId)) ?? new Map<string, AzureSubscription>();
        return {
            ways: [delegatedWay(home, listed)],
            unreachable: 'application-missing',
            ask: async (subscriptionId) => fromHome(await home.subscription(subscriptionId), tenantId),
        };
    } catch (error) {
        throw asOurTrouble(error);
    }
}

/** What is delegated beside our own access; where our own tenant does not tell, that stands in nobody's way. */
async function delegatedBeside(
    deps: AuditDeps,
    tenantId: string,
    runId: string,
    log: Log,
): Promise<Way['listed'] | undefined> {
    try {
        return await deps.delegations.ofTenant(runId, tenantId);
    } catch (error) {
        if (!isLasting(error)) throw error;
        log.warn('delegations could not be read', { tenantId, kind: error.kind, error: error.message });
        return undefined;
    }
}

/**
 * Looks at a customer's tenant: through our service principal there, and through Azure Lighthouse.
 *
 * @throws AzureError of any kind but `application-missing` and `forbidden`
 */
export async function lookAtTenant(
    deps: AuditDeps,
    { tenantId, runId, keep }: TenantLook,
    log: Log,
): Promise<TenantView> {
    const access = heeding(deps, deps.azure.tenant(tenantId));
    let principalId: string;
    try {
        principalId = await access.principalId();
    } catch (error) {
        if (!(error instanceof AzureError && error.kind === 'application-missing')) throw error;
        return await viewFromHome(deps, tenantId, runId);
    }
    const own = await ownWay(access, principalId, keep);
    const delegated = await delegatedBeside(deps, tenantId, runId, log);
    const home = () => heeding(deps, deps.azure.tenant(deps.settings.homeTenantId));
    return {
        ways: delegated === undefined ? [own] : [own, delegatedWay(home(), delegated)],
        unreachable: 'no-access',
        ask: async (subscriptionId) => ofTenant(await access.subscription(subscriptionId), tenantId),
    };
}
