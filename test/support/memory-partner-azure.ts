import { AzureError } from '../../shared/ports/azure.ts';
import type { Azure, AzureSubscription, HeldRole, PartnerLink, TenantAccess } from '../../shared/ports/azure.ts';
import { SUPPORT } from './memory-azure.ts';

export interface LinkedTenant {
    subscriptionIds: string[];
    link: PartnerLink | undefined;
    /** What our service principal holds, each where its scope says; null where there is no service principal. */
    roles: HeldRole[] | null;
}

export interface MemoryPartnerAzure extends Azure {
    tenants: Map<string, LinkedTenant>;
    /** What Azure Lighthouse gives to our principal at home, by subscription. */
    delegated: Map<string, HeldRole[]>;
    /** Every question, as `method tenantId`. */
    readonly asked: string[];
    /** Successful writes, as `PUT tenantId partnerId`. */
    readonly written: string[];
    /** Told before each question; what it throws is the answer. */
    before: (question: string) => void;
}

export const PARTNER_ID = '314159';
export const linkTo = (partnerId: string): PartnerLink => ({
    partnerId,
    partnerName: 'Fourth Coffee',
    state: 'Active',
});
export const rootOf = (tenantId: string): string => `/providers/Microsoft.Management/managementGroups/${tenantId}`;
export const eligibleAt = (subscriptionId: string): HeldRole => ({
    roleDefinitionId: SUPPORT,
    scope: `/subscriptions/${subscriptionId}`,
});

/** A management group stands above every subscription of its tenant. */
const stands = ({ scope }: HeldRole, subscriptionId: string): boolean =>
    scope === `/subscriptions/${subscriptionId}` || scope.includes('/managementGroups/');

/**
 * Tenants in memory whose link can be read and written, with ARM's rules: PUT only creates, PATCH only changes, and
 * who holds no role sees nothing.
 *
 * @param homeTenantId the partner's own tenant, which what is delegated shows itself to
 */
export function memoryPartnerAzure(homeTenantId: string): MemoryPartnerAzure {
    const asked: string[] = [];
    const written: string[] = [];
    const tenants = new Map<string, LinkedTenant>();
    const delegated = new Map<string, HeldRole[]>();

    async function ask<T>(question: string, answer: () => T): Promise<T> {
        await Promise.resolve();
        asked.push(question);
        azure.before(question);
        return answer();
    }

    const ownerOf = (subscriptionId: string) =>
        [...tenants].find(([, { subscriptionIds }]) => subscriptionIds.includes(subscriptionId))?.[0];

    function access(tenantId: string): TenantAccess {
        const tenant = () => {
            const found = tenants.get(tenantId);
            if (found === undefined) throw new AzureError('tenant-unknown', 'AADSTS90002');
            return found;
        };
        const roles = () => {
            const held = tenant().roles;
            if (held === null) throw new AzureError('application-missing', 'AADSTS7000229');
            return held;
        };
        const isSeen = (subscriptionId: string) =>
            ownerOf(subscriptionId) === tenantId
                ? roles().some((role) => stands(role, subscriptionId))
                : tenantId === homeTenantId && delegated.has(subscriptionId);
        const subscription = (subscriptionId: string): AzureSubscription => ({
            subscriptionId,
            tenantId: ownerOf(subscriptionId) ?? tenantId,
            displayName: 'Production',
            state: 'Enabled',
            quotaId: null,
        });
        const write = (method: 'PUT' | 'PATCH', partnerId: string): PartnerLink => {
            const isThere = tenant().link !== undefined;
            if (method === 'PUT' && isThere) throw new AzureError('conflict', '409 Conflict', { status: 409 });
            if (method === 'PATCH' && !isThere) throw new AzureError('unexpected', '404 NotFound', { status: 404 });
            const link = linkTo(partnerId);
            tenant().link = link;
            written.push(`${method} ${tenantId} ${partnerId}`);
            return link;
        };
        return {
            tenantId,
            principalId: () =>
                ask(`principalId ${tenantId}`, () => {
                    roles();
                    return `principal-of-${tenantId}`;
                }),
            link: () => ask(`link ${tenantId}`, () => tenant().link),
            createLink: (partnerId) => ask(`createLink ${tenantId}`, () => write('PUT', partnerId)),
            changeLink: (partnerId) => ask(`changeLink ${tenantId}`, () => write('PATCH', partnerId)),
            deleteLink: (partnerId) =>
                ask(`deleteLink ${tenantId}`, () => {
                    if (tenant().link?.partnerId !== partnerId) return;
                    tenant().link = undefined;
                    written.push(`DELETE ${tenantId} ${partnerId}`);
                }),
            subscriptions: async function* () {
                yield* await ask(`subscriptions ${tenantId}`, () =>
                    [...tenants.values()]
                        .flatMap(({ subscriptionIds }) => subscriptionIds)
                        .filter(isSeen)
                        .map(subscription),
                );
            },
            subscription: (subscriptionId) =>
                ask(`subscription ${tenantId}`, () => {
                    const owner = ownerOf(subscriptionId);
                    if (owner === undefined) return { kind: 'gone' };
                    if (isSeen(subscriptionId)) return { kind: 'found', subscription: subscription(subscriptionId) };
                    return owner === tenantId ? { kind: 'forbidden' } : { kind: 'another-tenant', tenantId: owner };
                }),
            heldRoles: (subscriptionId) =>
                ask(`heldRoles ${tenantId}`, () => {
                    const held = roles().filter((role) => stands(role, subscriptionId));
                    if (held.length === 0)
                        throw new AzureError('forbidden', '403 AuthorizationFailed', { status: 403 });
                    return held;
                }),
            rolesAt: (scope) =>
                ask(`rolesAt ${tenantId}`, () => {
                    const held = roles().filter((role) => role.scope === scope);
                    if (held.length === 0)
                        throw new AzureError('forbidden', '403 AuthorizationFailed', { status: 403 });
                    return held;
                }),
            agreement: () => ask(`agreement ${tenantId}`, () => undefined),
            delegatedRoles: (subscriptionId) =>
                ask(`delegatedRoles ${tenantId}`, () => delegated.get(subscriptionId) ?? []),
        };
    }

    const azure: MemoryPartnerAzure = {
        tenants,
        delegated,
        asked,
        written,
        before: () => undefined,
        tenant: access,
        findTenant: (subscriptionId) =>
            ask(`findTenant ${subscriptionId}`, () => {
                const tenantId = ownerOf(subscriptionId);
                return tenantId === undefined ? { kind: 'no-such-subscription' } : { kind: 'found', tenantId };
            }),
    };
    return azure;
}
