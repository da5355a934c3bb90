import type { CustomerAccess } from '../domain/customer.ts';
import { AzureError } from '../ports/azure.ts';
import type {
    Azure,
    AzureSubscription,
    HeldRole,
    PartnerLink,
    SubscriptionAnswer,
    TenantAccess,
} from '../ports/azure.ts';

/** A customer's tenant as the partner can see it, by whichever way. */
export interface TenantView {
    /** How it is seen. */
    way: Exclude<CustomerAccess, 'attested'>;
    /** Undefined where there is none; `unreadable` where the question is forbidden. */
    link: PartnerLink | undefined | 'unreadable';
    /** By subscription ID, in lower case. */
    listed: ReadonlyMap<string, AzureSubscription>;
    /** What is lacking where a subscription cannot be reached. */
    unreachable: 'no-access' | 'application-missing';
    /** Asks for a subscription that is not listed. */
    ask(subscriptionId: string): Promise<SubscriptionAnswer>;
    /** Roles of the identity that carries the link. */
    roles(subscriptionId: string): Promise<HeldRole[]>;
}

const isKind = (error: unknown, ...kinds: AzureError['kind'][]): error is AzureError =>
    error instanceof AzureError && kinds.includes(error.kind);

const sameId = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

async function linkOf(access: TenantAccess): Promise<TenantView['link']> {
    try {
        return await access.link();
    } catch (error) {
        if (isKind(error, 'forbidden')) return 'unreadable';
        throw error;
    }
}

/** What an identity sees of one tenant; a tenant that may not be listed shows nothing. */
async function listedOf(access: TenantAccess, tenantId: string): Promise<Map<string, AzureSubscription>> {
    const listed = new Map<string, AzureSubscription>();
    try {
        for await (const subscription of access.subscriptions()) {
            if (sameId(subscription.tenantId, tenantId)) {
                listed.set(subscription.subscriptionId.toLowerCase(), subscription);
            }
        }
    } catch (error) {
        if (!isKind(error, 'forbidden')) throw error;
    }
    return listed;
}

/** Through the partner's service principal in the customer's tenant. */
async function ownView(access: TenantAccess, principalId: string): Promise<TenantView> {
    return {
        way: 'serviceprincipal',
        link: await linkOf(access),
        listed: await listedOf(access, access.tenantId),
        unreachable: 'no-access',
        ask: async (subscriptionId) => {
            const answer = await access.subscription(subscriptionId);
            const isForeign = answer.kind === 'found' && !sameId(answer.subscription.tenantId, access.tenantId);
            return isForeign ? { kind: 'another-tenant' } : answer;
        },
        roles: (subscriptionId) => access.heldRoles(subscriptionId, principalId),
    };
}

/** Entra knows neither our tenant nor our application in it: a setting of ours is wrong, not the customer's. */
const asOurTrouble = (error: unknown): unknown =>
    isKind(error, 'application-missing', 'tenant-unknown')
        ? new AzureError('credential-refused', `The partner's own tenant: ${error.message}`, { cause: error })
        : error;

async function homePrincipal(home: TenantAccess): Promise<string> {
    try {
        return await home.principalId();
    } catch (error) {
        throw asOurTrouble(error);
    }
}

/** Through what Azure Lighthouse delegates to the partner's own tenant; the link stands there too. */
async function delegatedView(home: TenantAccess, tenantId: string): Promise<TenantView> {
    const principalId = await homePrincipal(home);
    const listed = await listedOf(home, tenantId);
    const any = listed.size > 0;
    return {
        way: any ? 'lighthouse' : 'none',
        link: any ? await linkOf(home) : undefined,
        listed,
        unreachable: 'application-missing',
        ask: async (subscriptionId) => {
            const answer = await home.subscription(subscriptionId);
            if (answer.kind === 'found') {
                return sameId(answer.subscription.tenantId, tenantId) ? answer : { kind: 'another-tenant' };
            }
            // From our own tenant every subscription that is not delegated is another tenant's.
            return answer.kind === 'gone' ? answer : { kind: 'forbidden' };
        },
        roles: (subscriptionId) => home.delegatedRoles(subscriptionId, principalId),
    };
}

/**
 * Looks at a customer's tenant: through our service principal there, else through Azure Lighthouse.
 *
 * @throws AzureError of any kind but `application-missing` and `forbidden`
 */
export async function lookAtTenant(azure: Azure, tenantId: string, homeTenantId: string): Promise<TenantView> {
    const access = azure.tenant(tenantId);
    let principalId: string;
    try {
        principalId = await access.principalId();
    } catch (error) {
        if (!isKind(error, 'application-missing')) throw error;
        return await delegatedView(azure.tenant(homeTenantId), tenantId);
    }
    return await ownView(access, principalId);
}
