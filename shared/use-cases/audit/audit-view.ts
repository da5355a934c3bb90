import type { Agreement } from '../../domain/agreement.ts';
import type { Via } from '../../domain/subscription-record.ts';
import { AzureError, isLasting } from '../../ports/azure.ts';
import type { AzureSubscription, HeldRole, PartnerLink, SubscriptionAnswer } from '../../ports/azure.ts';
import type { Log } from '../../ports/log.ts';
import type { AuditDeps } from './audit-deps.ts';
import { heeding } from './heeding.ts';
import type { TenantReads } from './heeding.ts';
import { asOurTrouble } from '../our-trouble.ts';
import { listedOf } from './list-tenant.ts';
import { ownRoles } from './own-roles.ts';

/** One way in which the partner reaches subscriptions of a tenant: the link and the roles are of the same identity. */
export interface Way {
    name: Via;
    /** Object ID of that identity. */
    principalId(): Promise<string>;
    /** By subscription ID, in lower case. */
    listed: ReadonlyMap<string, AzureSubscription>;
    /** Undefined where there is none; `unreadable` where the question is forbidden. Asked once, when it is needed. */
    link(): Promise<PartnerLink | undefined | 'unreadable'>;
    roles(subscriptionId: string): Promise<HeldRole[]>;
    /** What stands at the root management group stands above every subscription; absent where this way has none. */
    rootRoles?(): Promise<HeldRole[]>;
    agreement(subscriptionId: string): Promise<Agreement | undefined>;
}

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

const isKind = (error: unknown, ...kinds: AzureError['kind'][]): error is AzureError =>
    error instanceof AzureError && kinds.includes(error.kind);

const sameId = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

async function linkOf(access: TenantReads): ReturnType<Way['link']> {
    try {
        return await access.link();
    } catch (error) {
        if (isKind(error, 'forbidden')) return 'unreadable';
        throw error;
    }
}

/** Asks when it is needed, and only once; what failed is asked again. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
    let asked: Promise<T> | undefined;
    return async () => {
        const mine = (asked ??= ask());
        try {
            return await mine;
        } catch (error) {
            if (asked === mine) asked = undefined;
            throw error;
        }
    };
}

/** Through the partner's service principal in the customer's tenant. */
async function ownWay(access: TenantReads, principalId: string, keep: TenantLook['keep']): Promise<Way> {
    const roles = ownRoles(access, principalId);
    return {
        name: 'serviceprincipal',
        principalId: () => Promise.resolve(principalId),
        listed: await listedOf(access, keep),
        link: once(() => linkOf(access)),
        roles: (subscriptionId) => roles.at(subscriptionId),
        // Its ID is the tenant's.
        rootRoles: () => roles.atGroup(access.tenantId),
        agreement: (subscriptionId) => access.agreement(subscriptionId),
    };
}

/** Through what Azure Lighthouse delegates to the partner's own tenant; the link stands there too. */
function delegatedWay(home: TenantReads, listed: Way['listed']): Way {
    const principalId = once(() => home.principalId());
    return {
        name: 'lighthouse',
        principalId,
        listed,
        link: once(async () => {
            try {
                return await linkOf(home);
            } catch (error) {
                throw asOurTrouble(error);
            }
        }),
        roles: async (subscriptionId) => await home.delegatedRoles(subscriptionId, await principalId()),
        agreement: (subscriptionId) => home.agreement(subscriptionId),
    };
}

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
        if (!isKind(error, 'application-missing')) throw error;
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
